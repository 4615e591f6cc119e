#pragma once
// The weights with which one pixel of a resized row or column adds up pixels of the original.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "media/resize.h"

namespace hfi::media {

struct Window {
  std::int64_t first;  // pixel of the original
  std::int64_t count;
};

struct Weights {
  std::vector<Window> windows{};      // one for each pixel of the result
  std::int64_t taps = 0;              // the largest count
  std::vector<std::int32_t> fixed{};  // `taps` for each window, zeros behind the last; 1 is 2^bits
  unsigned bits = 0;
};

// A sum of pixels times weights, 1/2 included, as a pixel.
inline std::uint8_t rounded(std::int32_t sum, unsigned bits) {
  return static_cast<std::uint8_t>(std::clamp(sum >> bits, 0, 255));
}

// REQUIRES: name is not nearest
Weights weights_of(std::int64_t from, std::int64_t to, Resampling name, Arithmetic arithmetic);

}  // namespace hfi::media
