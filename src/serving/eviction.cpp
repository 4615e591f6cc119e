#include "serving/eviction.h"

#include <algorithm>

namespace hfi::serving {

double value_of(const Resident& model) {
  const auto cost = static_cast<double>(model.load_time.count() + 1);
  const auto idle = static_cast<double>(model.idle.count() + 1);
  return cost / (idle * static_cast<double>(model.bytes + 1));
}

std::optional<std::vector<std::string>> to_evict(std::vector<Resident> resident,
                                                 std::uint64_t bytes_short) {
  std::erase_if(resident, [](const Resident& model) { return model.kept; });
  std::ranges::stable_sort(resident, {}, value_of);
  std::vector<Resident> chosen;
  std::uint64_t freed = 0;
  for (const auto& model : resident) {
    if (freed >= bytes_short) break;
    chosen.push_back(model);
    freed += model.bytes;
  }
  if (freed < bytes_short) return std::nullopt;
  std::vector<std::string> keys;
  for (auto model = chosen.rbegin(); model != chosen.rend(); ++model) {
    const bool needed = freed - model->bytes < bytes_short;
    if (needed)
      keys.push_back(model->key);
    else
      freed -= model->bytes;
  }
  std::ranges::reverse(keys);
  return keys;
}

}  // namespace hfi::serving
