#pragma once
// An option of a command as a value: what the command line calls it, and where its value goes.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace hfi::app {

// A number of bytes, which may be written with a unit, such as 8GB.
struct Bytes {
  std::uint64_t* value;
};

struct Range {
  std::int64_t least;
  std::int64_t most;
};

struct Option {
  std::string name;  // "--port"; without dashes it has a place instead of a name: "model"
  std::string help;
  // Holds the default until the line is parsed. A bool is set by the option's mere presence.
  std::variant<bool*, std::string*, std::filesystem::path*, std::uint16_t*, int*, std::int64_t*,
               std::uint64_t*, Bytes>
      value;
  bool required = false;
  std::optional<Range> range{};
};

}  // namespace hfi::app
