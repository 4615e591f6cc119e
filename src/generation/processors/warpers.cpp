#include <algorithm>
#include <cmath>
#include <numeric>

#include "generation/processors/processor.h"
#include "generation/scores.h"

namespace hfi::generation {
namespace {

// Indices in ascending order of `keys`.
std::vector<std::size_t> ascending(ScoreView keys) {
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t index) { return keys[index]; });
  return order;
}

// The least of the `count` largest scores.
float threshold(ScoreView scores, std::size_t count) {
  count = std::min(count, scores.size());
  std::vector<float> sorted(scores.begin(), scores.end());
  const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(count - 1);
  std::ranges::nth_element(sorted, nth, std::greater{});
  return *nth;
}

// Drops tokens less likely than `least`, but for the `keep` likeliest.
void drop_unlikely(const std::vector<float>& shares, float least, std::size_t keep, Scores scores) {
  const float kept = threshold(scores, keep);
  for (std::size_t i = 0; i < scores.size(); ++i)
    if (shares[i] < least && scores[i] < kept) scores[i] = never;
}

// Locally typical sampling, arXiv 2202.00666: how far each token's surprise is from the expected one.
std::vector<float> surprise_distance(ScoreView scores) {
  std::vector<float> distance(scores.begin(), scores.end());
  log_softmax(distance);
  double expected = 0;
  for (const float log_p : distance)
    if (!std::isinf(log_p)) expected -= static_cast<double>(log_p) * std::exp(log_p);
  for (float& value : distance) value = std::abs(-value - static_cast<float>(expected));
  return distance;
}

}  // namespace

LogitsProcessor temperature(double value) {
  return [divisor = static_cast<float>(value)](TokenView, Scores scores) {
    for (float& score : scores) score /= divisor;
  };
}

LogitsProcessor top_k(std::size_t count, std::size_t keep) {
  return [count = std::max(count, keep)](TokenView, Scores scores) {
    const float least = threshold(scores, count);
    for (float& score : scores)
      if (score < least) score = never;
  };
}

// arXiv 1904.09751: the likeliest tokens whose probabilities add up to `mass`
LogitsProcessor top_p(double mass, std::size_t keep) {
  return [=](TokenView, Scores scores) {
    const auto shares = probabilities(scores);
    const auto order = ascending(scores);
    const auto tail = static_cast<float>(1 - mass);
    double sum = 0;
    for (std::size_t i = 0; i + keep < order.size(); ++i) {
      sum += shares[order[i]];
      if (static_cast<float>(sum) > tail) break;
      scores[order[i]] = never;
    }
  };
}

LogitsProcessor min_p(double share, std::size_t keep) {
  return [=](TokenView, Scores scores) {
    const auto shares = probabilities(scores);
    const float least = static_cast<float>(share) * *std::ranges::max_element(shares);
    const auto kept = largest(shares, keep);
    std::vector<float> restored;
    for (const auto index : kept) restored.push_back(scores[index]);
    for (std::size_t i = 0; i < scores.size(); ++i)
      if (shares[i] < least) scores[i] = never;
    for (std::size_t i = 0; i < kept.size(); ++i) scores[kept[i]] = restored[i];
  };
}

LogitsProcessor typical_p(double mass, std::size_t keep) {
  return [=](TokenView, Scores scores) {
    const auto shares = probabilities(scores);
    const auto distance = surprise_distance(scores);
    const auto order = ascending(distance);
    std::size_t last = 0;
    double sum = shares[order[0]];
    while (static_cast<float>(sum) < static_cast<float>(mass) && last + 1 < order.size())
      sum += shares[order[++last]];
    for (std::size_t i = std::max(keep, last + 1); i < order.size(); ++i)
      if (distance[order[i]] > distance[order[last]]) scores[order[i]] = never;
  };
}

LogitsProcessor epsilon_cutoff(double epsilon, std::size_t keep) {
  return [=](TokenView, Scores scores) {
    drop_unlikely(probabilities(scores), static_cast<float>(epsilon), keep, scores);
  };
}

// arXiv 2210.15191, section 3: the cutoff follows the entropy
LogitsProcessor eta_cutoff(double epsilon, std::size_t keep) {
  return [=](TokenView, Scores scores) {
    const auto shares = probabilities(scores);
    const auto eta = std::min(epsilon, std::sqrt(epsilon) * std::exp(-entropy(shares)));
    drop_unlikely(shares, static_cast<float>(eta), keep, scores);
  };
}

}  // namespace hfi::generation
