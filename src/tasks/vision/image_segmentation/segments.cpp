#include "tasks/vision/image_segmentation/segments.h"

#include <algorithm>
#include <cmath>

#include "media/interpolate.h"
#include "tensor/math.h"

namespace hfi::tasks {
namespace {

using media::Interpolation;
using media::Interpolator;
using Plane = std::span<const float>;

media::Size plane_size(const Tensor& tensor) { return {tensor.dim(2), tensor.dim(3)}; }

Plane plane_of(const Tensor& tensor, std::size_t index) {
  const auto area = static_cast<std::size_t>(tensor.dim(2) * tensor.dim(3));
  return tensor.values<float>().subspan(index * area, area);
}

std::span<const float> row_of(const Tensor& logits, std::size_t query) {
  const auto classes = static_cast<std::size_t>(logits.dim(2));
  return logits.values<float>().subspan(query * classes, classes);
}

// For one row of the picture, which plane is largest where, and how large it is.
struct Winners {
  std::vector<std::uint16_t> plane;
  std::vector<float> value;
  std::vector<float> row;  // of the plane at hand

  explicit Winners(std::int64_t width)
      : plane(static_cast<std::size_t>(width)), value(plane.size()), row(plane.size()) {}

  void restart() { std::ranges::fill(value, -HUGE_VALF); }
  void enter(std::size_t index) {
    for (std::size_t x = 0; x < row.size(); ++x)
      if (row[x] > value[x]) {
        value[x] = row[x];
        plane[x] = static_cast<std::uint16_t>(index);
      }
  }
};

struct Candidate {
  std::size_t label;
  float score;
  std::vector<float> mask;   // probabilities, at the network's size
  std::size_t original = 0;  // pixels where the weighted probability reaches the threshold
  std::size_t won = 0;       // pixels where it is the largest
};

std::vector<Candidate> candidates_in(const Tensor& logits, const Tensor& masks, double threshold) {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < static_cast<std::size_t>(logits.dim(1)); ++i) {
    const auto scores = softmax(row_of(logits, i));
    const auto best = std::ranges::max_element(scores);
    const auto label = static_cast<std::size_t>(best - scores.begin());
    if (label + 1 == scores.size() || static_cast<double>(*best) <= threshold) continue;
    candidates.push_back({label, *best, sigmoid(plane_of(masks, i))});
  }
  return candidates;
}

// Fills the map with 1 + the index of the winner of each pixel, and counts.
std::vector<std::uint16_t> compete(std::vector<Candidate>& candidates, const Interpolator& fit,
                                   double mask_threshold, media::Size size) {
  std::vector<std::uint16_t> map;
  Winners winners(size.width);
  for (std::int64_t y = 0; y < size.height; ++y) {
    winners.restart();
    for (std::size_t k = 0; k < candidates.size(); ++k) {
      auto& candidate = candidates[k];
      fit.row(candidate.mask, y, winners.row);
      for (float& x : winners.row) {
        x *= candidate.score;
        if (static_cast<double>(x) >= mask_threshold) ++candidate.original;
      }
      winners.enter(k);
    }
    for (const auto k : winners.plane) {
      ++candidates[k].won;
      map.push_back(static_cast<std::uint16_t>(k + 1));
    }
  }
  return map;
}

bool survives(const Candidate& candidate, double overlap) {
  return candidate.won > 0 && candidate.original > 0 &&
         static_cast<double>(candidate.won) / static_cast<double>(candidate.original) > overlap;
}

}  // namespace

Segmentation semantic_segments(const Tensor& scores, media::Size size) {
  const Interpolator fit(plane_size(scores), size, Interpolation::bilinear);
  const auto classes = static_cast<std::size_t>(scores.dim(1));
  Segmentation result;
  std::vector<bool> seen(classes);
  Winners winners(size.width);
  for (std::int64_t y = 0; y < size.height; ++y) {
    winners.restart();
    for (std::size_t c = 0; c < classes; ++c) {
      fit.row(plane_of(scores, c), y, winners.row);
      winners.enter(c);
    }
    for (const auto c : winners.plane) {
      seen[c] = true;
      result.map.push_back(static_cast<std::uint16_t>(c + 1));
    }
  }
  for (std::size_t c = 0; c < classes; ++c)
    if (seen[c]) result.segments.push_back({c, std::nullopt, static_cast<std::uint16_t>(c + 1)});
  return result;
}

Tensor class_scores(const Tensor& logits, const Tensor& masks) {
  const auto classes = static_cast<std::size_t>(logits.dim(2)) - 1;
  Tensor scores(DType::f32, {1, static_cast<std::int64_t>(classes), masks.dim(2), masks.dim(3)});
  const auto out = scores.mutable_values<float>();
  std::ranges::fill(out, 0.0F);
  for (std::size_t i = 0; i < static_cast<std::size_t>(logits.dim(1)); ++i) {
    const auto of_class = softmax(row_of(logits, i));
    const auto mask = sigmoid(plane_of(masks, i));
    for (std::size_t c = 0; c < classes; ++c)
      for (std::size_t j = 0; j < mask.size(); ++j)
        out[c * mask.size() + j] += of_class[c] * mask[j];
  }
  return scores;
}

Segmentation query_segments(const Tensor& logits, const Tensor& masks, const Thresholds& thresholds,
                            media::Size size) {
  auto candidates = candidates_in(logits, masks, thresholds.score);
  if (candidates.empty()) return {};
  const Interpolator fit(plane_size(masks), size, Interpolation::bilinear);
  Segmentation result{compete(candidates, fit, thresholds.mask, size), {}};
  for (std::size_t k = 0; k < candidates.size(); ++k)
    if (survives(candidates[k], thresholds.overlap))
      result.segments.push_back(
          {candidates[k].label, candidates[k].score, static_cast<std::uint16_t>(k + 1)});
  return result;
}

}  // namespace hfi::tasks
