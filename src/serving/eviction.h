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
  std::uint64_t bytes;
  std::chrono::steady_clock::time_point last_used;
  bool busy;  // a request holds it, or it is still loading
};

// Least recently used first, never a busy one; nullopt when even that would not do.
std::optional<std::vector<std::string>> to_evict(std::vector<Resident> resident,
                                                 std::uint64_t bytes_short);

}  // namespace hfi::serving
