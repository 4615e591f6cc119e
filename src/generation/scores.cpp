#include "generation/scores.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hfi::generation {
namespace {

double sum_of_exponentials(ScoreView scores, float largest) {
  double sum = 0;
  for (const float score : scores) sum += std::exp(score - largest);
  return sum;
}

}  // namespace

std::vector<float> probabilities(ScoreView scores) {
  const float top = *std::ranges::max_element(scores);
  const double sum = sum_of_exponentials(scores, top);
  std::vector<float> shares;
  shares.reserve(scores.size());
  for (const float score : scores)
    shares.push_back(static_cast<float>(std::exp(score - top) / sum));
  return shares;
}

double log_sum_exp(ScoreView scores) {
  const float top = *std::ranges::max_element(scores);
  return static_cast<double>(top) + std::log(sum_of_exponentials(scores, top));
}

void log_softmax(Scores scores) {
  const float top = *std::ranges::max_element(scores);
  const auto log_sum = static_cast<float>(std::log(sum_of_exponentials(scores, top)));
  for (float& score : scores) score = score - top - log_sum;
}

std::vector<std::size_t> largest(ScoreView scores, std::size_t count) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  count = std::min(count, order.size());
  const auto before = [&](std::size_t a, std::size_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  };
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(count), before);
  order.resize(count);
  return order;
}

std::size_t argmax(ScoreView scores) {
  return static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
}

double entropy(ScoreView probabilities) {
  double sum = 0;
  for (const float p : probabilities)
    if (p > 0) sum -= static_cast<double>(p) * std::log(static_cast<double>(p));
  return sum;
}

}  // namespace hfi::generation
