#pragma once
// A file that was compiled into the program.

#include <string_view>

namespace hfi {

struct EmbeddedFile {
  std::string_view path;  // relative to the folder that was embedded
  std::string_view content;
};

}  // namespace hfi
