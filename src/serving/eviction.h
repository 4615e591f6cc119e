#pragma once
// Which models must go so that another fits. A pure function: the registry does what it says.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hfi::serving {

struct Resident {
  std::string key;
  std::uint64_t bytes = 0;
  std::chrono::milliseconds idle{};       // since its last use
  std::chrono::milliseconds load_time{};  // what it takes to have it again
  bool kept = false;                      // in use, pinned, or on its way in or out
};

// What a byte of it is worth: the time that loading takes again, over the bytes and the time that nobody has asked for it.
double value_of(const Resident& model);

// Least valuable first, never one that is kept, and none that is not needed in the end; nullopt when all would not do.
std::optional<std::vector<std::string>> to_evict(std::vector<Resident> resident,
                                                 std::uint64_t bytes_short);

}  // namespace hfi::serving
