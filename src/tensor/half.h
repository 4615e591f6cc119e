#pragma once
// IEEE 754 half precision.

#include "tensor/tensor.h"

namespace hfi {

// float32 -> float16, rounded to nearest, ties to even; what is too large becomes infinite.
Tensor to_half(const Tensor& tensor);

// float16 -> float32, exact.
Tensor to_float(const Tensor& tensor);

}  // namespace hfi
