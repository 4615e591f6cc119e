#include "serving/eviction.h"

#include <algorithm>

namespace hfi::serving {

std::optional<std::vector<std::string>> to_evict(std::vector<Resident> resident,
                                                 std::uint64_t bytes_short) {
  std::erase_if(resident, [](const Resident& model) { return model.busy; });
  std::ranges::stable_sort(resident, {}, &Resident::last_used);
  std::vector<std::string> evicted;
  for (const auto& model : resident) {
    if (bytes_short == 0) break;
    evicted.push_back(model.key);
    bytes_short -= std::min(bytes_short, model.bytes);
  }
  return bytes_short == 0 ? std::optional(evicted) : std::nullopt;
}

}  // namespace hfi::serving
