#pragma once
// Tensors to the library's values and back, without copies. Included by this folder's sources only.

#include <onnxruntime_cxx_api.h>

#include "tensor/tensor.h"

namespace hfi::runtime {

// Throws Ort::Exception for element types that Tensor does not have.
DType dtype_of(ONNXTensorElementDataType type);

// A view: the tensor must outlive it.
Ort::Value to_value(const Tensor& tensor);

// The tensor keeps the value alive.
Tensor to_tensor(Ort::Value value);

}  // namespace hfi::runtime
