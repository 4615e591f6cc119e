#pragma once
// Resampling of 8-bit pictures, equal bit for bit to Pillow's Image.resize and to torchvision's resize of uint8 tensors.
// Both filter in two passes, along rows and then along columns, with rounding to 8 bits after each; they differ in the
// number of bits of their fixed-point weights.
// reference  Pillow, src/libImaging/Resample.c; torch, aten/src/ATen/native/cpu/UpSampleKernel.cpp

#include "media/image.h"

namespace hfi::media {

// Numbered as PIL.Image.Resampling, which configurations use.
enum class Resampling { nearest = 0, lanczos = 1, bilinear = 2, bicubic = 3, box = 4, hamming = 5 };

enum class Arithmetic { pillow, torch };

// REQUIRES: both sizes at least 1 by 1
Image resize(const Image& image, Size size, Resampling filter, Arithmetic arithmetic);

}  // namespace hfi::media
