#include "tensor/math.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hfi {

std::vector<float> softmax(std::span<const float> logits) {
  std::vector<float> scores(logits.begin(), logits.end());
  if (scores.empty()) return scores;
  const float top = *std::ranges::max_element(scores);
  double sum = 0;
  for (float& score : scores) sum += score = std::exp(score - top);
  for (float& score : scores) score = static_cast<float>(score / sum);
  return scores;
}

std::vector<float> sigmoid(std::span<const float> logits) {
  std::vector<float> scores(logits.begin(), logits.end());
  for (float& score : scores) score = 1 / (1 + std::exp(-score));
  return scores;
}

std::vector<std::size_t> top_indices(std::span<const float> scores, std::size_t count) {
  std::vector<std::size_t> indices(scores.size());
  std::iota(indices.begin(), indices.end(), std::size_t{0});
  const auto better = [&](std::size_t a, std::size_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  };
  const auto kept = std::min(count, indices.size());
  const auto end = indices.begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(indices.begin(), end, indices.end(), better);
  indices.resize(kept);
  return indices;
}

void normalise(std::span<float> vector) {
  double squares = 0;
  for (const float x : vector) squares += static_cast<double>(x) * x;
  if (squares == 0) return;
  const auto length = std::sqrt(squares);
  for (float& x : vector) x = static_cast<float>(x / length);
}

}  // namespace hfi
