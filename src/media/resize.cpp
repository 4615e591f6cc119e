#include "media/resize.h"

#include <algorithm>
#include <cmath>

#include "media/filter_rows.h"

namespace hfi::media {
namespace {

// Only rows that the vertical pass reads are filtered.
Image horizontally(const Image& image, const Weights& weights, Window rows) {
  const auto width = static_cast<std::int64_t>(weights.windows.size());
  auto result = blank({rows.count, width}, image.channels);
  RowFilter filter(weights, image.size.width, image.channels);
  for (std::int64_t y = 0; y < rows.count; ++y) filter(image.row(rows.first + y), result.row(y));
  return result;
}

Image vertically(const Image& image, const Weights& weights, std::int64_t offset) {
  const auto height = static_cast<std::int64_t>(weights.windows.size());
  auto result = blank({height, image.size.width}, image.channels);
  const auto half = std::int32_t{1} << (weights.bits - 1);
  std::vector<std::int32_t> sums(image.stride());
  for (std::int64_t y = 0; y < height; ++y) {
    const auto window = weights.windows[static_cast<std::size_t>(y)];
    const auto* weight = weights.fixed.data() + y * weights.taps;
    std::ranges::fill(sums, half);
    for (std::int64_t j = 0; j < window.count; ++j) {
      const auto* in = image.row(window.first + j - offset);
      const auto factor = weight[j];
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += in[i] * factor;
    }
    auto* out = result.row(y);
    for (std::size_t i = 0; i < sums.size(); ++i) out[i] = rounded(sums[i], weights.bits);
  }
  return result;
}

Window rows_read(const Weights& weights) {
  const auto& last = weights.windows.back();
  const auto first = weights.windows.front().first;
  return {first, last.first + last.count - first};
}

// Pillow adds up steps of 64 bits, torch multiplies in 32: they differ where a centre falls on an edge.
std::vector<std::int64_t> nearest_of(std::int64_t from, std::int64_t to, Arithmetic arithmetic) {
  const double scale = static_cast<double>(from) / static_cast<double>(to);
  const auto narrow = static_cast<float>(from) / static_cast<float>(to);
  std::vector<std::int64_t> indices;
  double centre = 0.5 * scale;
  for (std::int64_t i = 0; i < to; ++i, centre += scale) {
    const auto index = arithmetic == Arithmetic::pillow
                           ? static_cast<std::int64_t>(centre)
                           : static_cast<std::int64_t>((static_cast<float>(i) + 0.5F) * narrow);
    indices.push_back(std::min(from - 1, index));
  }
  return indices;
}

Image nearest(const Image& image, Size size, Arithmetic arithmetic) {
  const auto columns = nearest_of(image.size.width, size.width, arithmetic);
  const auto rows = nearest_of(image.size.height, size.height, arithmetic);
  auto result = blank(size, image.channels);
  auto* out = result.pixels.data();
  for (const auto y : rows)
    for (const auto x : columns)
      out = std::copy_n(image.row(y) + x * image.channels, image.channels, out);
  return result;
}

}  // namespace

Image resize(const Image& image, Size size, Resampling filter, Arithmetic arithmetic) {
  if (image.size == size) return image;
  if (filter == Resampling::nearest) return nearest(image, size, arithmetic);
  const bool wide = image.size.width != size.width;
  const bool tall = image.size.height != size.height;
  if (!tall)
    return horizontally(image, weights_of(image.size.width, size.width, filter, arithmetic),
                        {0, image.size.height});
  const auto down = weights_of(image.size.height, size.height, filter, arithmetic);
  if (!wide) return vertically(image, down, 0);
  const auto rows = rows_read(down);
  const auto across = weights_of(image.size.width, size.width, filter, arithmetic);
  return vertically(horizontally(image, across, rows), down, rows.first);
}

}  // namespace hfi::media
