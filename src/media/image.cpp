#include "media/image.h"

#include <algorithm>

namespace hfi::media {
namespace {

struct Point {
  std::int64_t y;
  std::int64_t x;
};

// Where the pixel (y, x) of the upright picture comes from in the stored one of `size`.
Point source_of(Point at, Size size, int orientation) {
  const auto bottom = size.height - 1;
  const auto right = size.width - 1;
  switch (orientation) {
    case 2:
      return {at.y, right - at.x};
    case 3:
      return {bottom - at.y, right - at.x};
    case 4:
      return {bottom - at.y, at.x};
    case 5:
      return {at.x, at.y};
    case 6:
      return {bottom - at.x, at.y};
    case 7:
      return {bottom - at.x, right - at.y};
    default:
      return {at.x, right - at.y};
  }
}

}  // namespace

Image blank(Size size, std::int64_t channels) {
  const auto count = static_cast<std::size_t>(size.height * size.width * channels);
  return {size, channels, Pixels(count)};
}

Image crop(const Image& image, std::int64_t top, std::int64_t left, Size size) {
  auto part = blank(size, image.channels);
  const auto from = std::max<std::int64_t>(0, -left);
  const auto to = std::min(size.width, image.size.width - left);
  if (to <= from) return part;
  for (std::int64_t y = 0; y < size.height; ++y) {
    const auto row = top + y;
    if (row < 0 || row >= image.size.height) continue;
    const auto* begin = image.row(row) + (left + from) * image.channels;
    std::copy_n(begin, (to - from) * image.channels, part.row(y) + from * image.channels);
  }
  return part;
}

Image upright(Image image, int orientation) {
  if (orientation < 2 || orientation > 8) return image;
  const bool turned = orientation > 4;
  const Size size = turned ? Size{image.size.width, image.size.height} : image.size;
  auto result = blank(size, image.channels);
  for (std::int64_t y = 0; y < size.height; ++y) {
    auto* out = result.row(y);
    for (std::int64_t x = 0; x < size.width; ++x) {
      const auto from = source_of({y, x}, image.size, orientation);
      out = std::copy_n(image.row(from.y) + from.x * image.channels, image.channels, out);
    }
  }
  return result;
}

Image to_grey(const Image& image) {
  if (image.channels == 1) return image;
  auto grey = blank(image.size, 1);
  for (std::size_t i = 0; i < grey.pixels.size(); ++i) {
    const auto* rgb = image.pixels.data() + 3 * i;
    const auto luma = rgb[0] * 19595U + rgb[1] * 38470U + rgb[2] * 7471U + 0x8000U;
    grey.pixels[i] = static_cast<std::uint8_t>(luma >> 16U);
  }
  return grey;
}

}  // namespace hfi::media
