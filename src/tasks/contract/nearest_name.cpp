#include "tasks/contract/nearest_name.h"

#include <algorithm>
#include <vector>

namespace hfi::tasks {
namespace {

constexpr std::size_t longest = 64;

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
      auto best = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, cost[i - 2][j - 2] + 1);
      cost[i][j] = best;
    }
  return cost[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view name, std::span<const std::string> known) {
  if (name.size() > longest) return std::nullopt;
  std::optional<std::string> nearest;
  auto least = longest;
  for (const auto& candidate : known) {
    const auto steps = distance(name, candidate);
    if (steps >= least || steps * 3 > std::max(name.size(), candidate.size())) continue;
    least = steps;
    nearest = candidate;
  }
  return nearest;
}

std::string did_you_mean(const std::optional<std::string>& name) {
  return name ? "; did you mean \"" + *name + "\"?" : "";
}

}  // namespace hfi::tasks
