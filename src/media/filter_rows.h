#pragma once
// The pass of resampling along rows: most of the work, since it reads every pixel of the original.

#include "media/resize_weights.h"

namespace hfi::media {

class RowFilter {
 public:
  // For rows of `width` pixels.
  RowFilter(const Weights& weights, std::int64_t width, std::int64_t channels);

  // One row of as many pixels as there are windows, into `out`.
  void operator()(const std::uint8_t* in, std::uint8_t* out);

 private:
  void planes_of(const std::uint8_t* in);

  const Weights& weights_;
  std::int64_t width_;
  std::int64_t channels_;
  // where all weights fit into 16 bits: each channel of a row by itself, and the weights, `taps_` for each window
  std::vector<std::int16_t> planes_{};
  std::vector<std::int16_t> narrow_{};
  std::int64_t taps_ = 0;
};

}  // namespace hfi::media
