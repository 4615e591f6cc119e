#include "generation/sampling.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hfi::generation {
namespace {

std::vector<double> weights_of(ScoreView scores) {
  const float top = *std::ranges::max_element(scores);
  std::vector<double> weights;
  weights.reserve(scores.size());
  for (const float score : scores) weights.push_back(std::exp(static_cast<double>(score - top)));
  return weights;
}

// REQUIRES: a weight above 0
std::size_t draw(const std::vector<double>& weights, Random& random) {
  const auto total = std::accumulate(weights.begin(), weights.end(), 0.0);
  const auto goal = random.uniform() * total;
  double sum = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    last = i;
    sum += weights[i];
    if (sum > goal) break;
  }
  return last;
}

}  // namespace

std::size_t sample(ScoreView scores, Random& random) { return draw(weights_of(scores), random); }

std::vector<std::size_t> sample_without_replacement(ScoreView scores, std::size_t count,
                                                    Random& random) {
  auto weights = weights_of(scores);
  std::vector<std::size_t> drawn;
  while (drawn.size() < count &&
         std::ranges::any_of(weights, [](double weight) { return weight > 0; })) {
    drawn.push_back(draw(weights, random));
    weights[drawn.back()] = 0;
  }
  return drawn;
}

}  // namespace hfi::generation
