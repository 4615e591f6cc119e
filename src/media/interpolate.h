#pragma once
// Resampling of planes of numbers, such as scores and depths: torch.nn.functional.interpolate with align_corners=False and
// without antialiasing, bicubic with a = -3/4.
// reference  torch, aten/src/ATen/native/UpSample.h

#include <cstdint>
#include <span>
#include <vector>

#include "media/image.h"

namespace hfi::media {

enum class Interpolation { bilinear, bicubic };

class Interpolator {
 public:
  Interpolator(Size from, Size to, Interpolation mode);

  // Row y of the resampled plane, `to.width` numbers. `plane` has from.height * from.width.
  void row(std::span<const float> plane, std::int64_t y, std::span<float> out) const;

  // All rows.
  [[nodiscard]] std::vector<float> plane(std::span<const float> plane) const;

 private:
  // Which entries of an axis make one of the resampled axis, and with which weights.
  struct Taps {
    std::int64_t index[4];
    float weight[4];
  };
  static std::vector<Taps> taps_of(std::int64_t from, std::int64_t to, Interpolation mode);

  Size from_;
  Size to_;
  int count_;
  std::vector<Taps> rows_;
  std::vector<Taps> columns_;
};

}  // namespace hfi::media
