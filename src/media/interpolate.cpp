#include "media/interpolate.h"

#include <algorithm>
#include <cmath>

namespace hfi::media {
namespace {

// Keys' cubic convolution for the distances 1 + t, t, 1 - t and 2 - t
void cubic_weights(float t, float (&weights)[4]) {
  constexpr float a = -0.75F;
  const auto near_side = [](float x) { return ((a + 2) * x - (a + 3)) * x * x + 1; };
  const auto far_side = [](float x) { return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a; };
  weights[0] = far_side(t + 1);
  weights[1] = near_side(t);
  weights[2] = near_side(1 - t);
  weights[3] = far_side(2 - t);
}

}  // namespace

std::vector<Interpolator::Taps> Interpolator::taps_of(std::int64_t from, std::int64_t to,
                                                      Interpolation mode) {
  const auto scale = static_cast<float>(from) / static_cast<float>(to);
  std::vector<Taps> all;
  for (std::int64_t i = 0; i < to; ++i) {
    Taps taps{};
    auto place = scale * (static_cast<float>(i) + 0.5F) - 0.5F;
    if (mode == Interpolation::bilinear) {
      place = std::max(place, 0.0F);
      const auto first = std::min(static_cast<std::int64_t>(place), from - 1);
      taps.index[0] = first;
      taps.index[1] = std::min(first + 1, from - 1);
      taps.weight[1] = std::clamp(place - static_cast<float>(first), 0.0F, 1.0F);
      taps.weight[0] = 1 - taps.weight[1];
    } else {
      const auto below = std::floor(place);
      for (std::int64_t j = 0; j < 4; ++j)
        taps.index[j] =
            std::clamp(static_cast<std::int64_t>(below) - 1 + j, std::int64_t{0}, from - 1);
      cubic_weights(place - below, taps.weight);
    }
    all.push_back(taps);
  }
  return all;
}

Interpolator::Interpolator(Size from, Size to, Interpolation mode)
    : from_(from),
      to_(to),
      count_(mode == Interpolation::bilinear ? 2 : 4),
      rows_(taps_of(from.height, to.height, mode)),
      columns_(taps_of(from.width, to.width, mode)) {}

void Interpolator::row(std::span<const float> plane, std::int64_t y, std::span<float> out) const {
  const auto& down = rows_[static_cast<std::size_t>(y)];
  for (std::size_t x = 0; x < columns_.size(); ++x) {
    const auto& across = columns_[x];
    float sum = 0;
    for (int j = 0; j < count_; ++j) {
      const auto* line = plane.data() + down.index[j] * from_.width;
      float along = 0;
      for (int i = 0; i < count_; ++i) along += line[across.index[i]] * across.weight[i];
      sum += along * down.weight[j];
    }
    out[x] = sum;
  }
}

std::vector<float> Interpolator::plane(std::span<const float> plane) const {
  std::vector<float> result(static_cast<std::size_t>(to_.height * to_.width));
  const auto width = static_cast<std::size_t>(to_.width);
  for (std::int64_t y = 0; y < to_.height; ++y)
    row(plane, y, std::span(result).subspan(static_cast<std::size_t>(y) * width, width));
  return result;
}

}  // namespace hfi::media
