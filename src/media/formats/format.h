#pragma once
// A file format of pictures is a value: how its files begin, and one function from bytes to pixels. The pixels are those
// that Pillow gives: PIL.Image.open(…).convert("RGB").

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "media/image.h"

namespace hfi::media {

// What a picture may be at most. Looked at before memory is taken.
struct ImageLimits {
  std::size_t bytes = std::size_t{64} << 20U;
  std::int64_t pixels = 64'000'000;
  std::int64_t edge = 65'500;  // of the longer side
};

struct Decoded {
  Image image;
  int orientation = 1;  // as EXIF counts
};

struct Format {
  std::string name;
  bool (*begins)(std::string_view bytes);
  // Fails with invalid_input.
  Result<Decoded> (*decode)(std::string_view bytes, const ImageLimits& limits);
};

#define FORMAT(name) Format name##_format();
#include "media/formats/catalog.def"
#undef FORMAT

const std::vector<Format>& formats();

// Fails with invalid_input when a side is 0 or the picture is larger than the limits.
Result<void> check_size(Size size, const ImageLimits& limits);

// Fails with invalid_input for more than one frame: an answer about one of them would hide the others.
Result<void> check_frames(std::size_t frames);

// The orientation in a block of EXIF, which begins with a TIFF header; 1 when there is none.
int exif_orientation(std::string_view exif);

// (c, m, y, k) to RGB as Pillow computes it, 255 being full ink.
void cmyk_to_rgb(const std::uint8_t* cmyk, std::uint8_t* rgb);

}  // namespace hfi::media
