#include "media/filter_rows.h"

#include <algorithm>
#include <limits>

namespace hfi::media {
namespace {

constexpr std::int64_t lanes = 8;  // numbers of 16 bits that processors multiply at once

bool fits(std::int32_t weight) {
  return weight >= std::numeric_limits<std::int16_t>::min() &&
         weight <= std::numeric_limits<std::int16_t>::max();
}

// A loop that compilers turn into multiplications of pairs.
std::int32_t dot(const std::int16_t* a, const std::int16_t* b, std::int64_t count) {
  std::int32_t sum = 0;
  for (std::int64_t i = 0; i < count; ++i) sum += std::int32_t{a[i]} * std::int32_t{b[i]};
  return sum;
}

template <int Channels>
void filter_wide(const std::uint8_t* in, std::uint8_t* out, const Weights& weights) {
  const auto* weight = weights.fixed.data();
  const auto half = std::int32_t{1} << (weights.bits - 1);
  for (const auto& window : weights.windows) {
    std::int32_t sums[Channels];
    std::fill_n(sums, Channels, half);
    const auto* pixel = in + window.first * Channels;
    for (std::int64_t j = 0; j < window.count; ++j, pixel += Channels)
      for (int c = 0; c < Channels; ++c) sums[c] += pixel[c] * weight[j];
    for (int c = 0; c < Channels; ++c) *out++ = rounded(sums[c], weights.bits);
    weight += weights.taps;
  }
}

}  // namespace

RowFilter::RowFilter(const Weights& weights, std::int64_t width, std::int64_t channels)
    : weights_(weights), width_(width), channels_(channels) {
  if (!std::ranges::all_of(weights.fixed, fits)) return;
  taps_ = (weights.taps + lanes - 1) / lanes * lanes;
  // behind a row there are zeros to read, as there are behind the weights of a window
  planes_.resize(static_cast<std::size_t>((width + taps_) * channels));
  narrow_.resize(weights.windows.size() * static_cast<std::size_t>(taps_));
  for (std::size_t i = 0; i < weights.windows.size(); ++i)
    std::transform(weights.fixed.begin() + static_cast<std::ptrdiff_t>(i) * weights.taps,
                   weights.fixed.begin() + static_cast<std::ptrdiff_t>(i + 1) * weights.taps,
                   narrow_.begin() + static_cast<std::ptrdiff_t>(i) * taps_,
                   [](std::int32_t weight) { return static_cast<std::int16_t>(weight); });
}

void RowFilter::planes_of(const std::uint8_t* in) {
  auto* first = planes_.data();
  if (channels_ == 1) {
    std::copy_n(in, width_, first);
    return;
  }
  auto* second = first + width_ + taps_;
  auto* third = second + width_ + taps_;
  for (std::int64_t i = 0; i < width_; ++i) {
    first[i] = in[3 * i];
    second[i] = in[3 * i + 1];
    third[i] = in[3 * i + 2];
  }
}

void RowFilter::operator()(const std::uint8_t* in, std::uint8_t* out) {
  if (narrow_.empty())
    return channels_ == 1 ? filter_wide<1>(in, out, weights_) : filter_wide<3>(in, out, weights_);
  planes_of(in);
  const auto half = std::int32_t{1} << (weights_.bits - 1);
  const auto* weight = narrow_.data();
  for (const auto& window : weights_.windows) {
    const auto* pixels = planes_.data() + window.first;
    for (std::int64_t c = 0; c < channels_; ++c, pixels += width_ + taps_)
      *out++ = rounded(half + dot(pixels, weight, taps_), weights_.bits);
    weight += taps_;
  }
}

}  // namespace hfi::media
