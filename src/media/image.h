#pragma once
// A picture in memory: 8 bits per channel, rows from the top, channels interleaved.

#include <cstddef>
#include <cstdint>

#include "media/pixels.h"

namespace hfi::media {

struct Size {
  std::int64_t height = 0;
  std::int64_t width = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

struct Image {
  Size size;
  std::int64_t channels = 3;  // 3: RGB; 1: grey
  Pixels pixels;              // height * width * channels

  [[nodiscard]] std::size_t stride() const {
    return static_cast<std::size_t>(size.width * channels);
  }
  [[nodiscard]] const std::uint8_t* row(std::int64_t y) const {
    return pixels.data() + static_cast<std::size_t>(y) * stride();
  }
  [[nodiscard]] std::uint8_t* row(std::int64_t y) {
    return pixels.data() + static_cast<std::size_t>(y) * stride();
  }
};

// All zeros: black.
Image blank(Size size, std::int64_t channels);

// The part of `size` whose top left corner is (top, left); what lies outside of `image` is black.
Image crop(const Image& image, std::int64_t top, std::int64_t left, Size size);

// Turned and mirrored as EXIF's orientation, 1 … 8, says (PIL.ImageOps.exif_transpose). Others leave it as it is.
Image upright(Image image, int orientation);

// PIL's convert("L"): ITU-R 601-2 luma in 16 bits of fixed point.
Image to_grey(const Image& image);

}  // namespace hfi::media
