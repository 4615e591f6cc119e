#include "runtime/values.h"

#include <algorithm>
#include <array>
#include <string>

namespace hfi::runtime {
namespace {

// in the order of DType
constexpr std::array<ONNXTensorElementDataType, 10> types = {
    ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT,    ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16,
    ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16, ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE,
    ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8,     ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8,
    ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16,    ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32,
    ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64,    ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL};

}  // namespace

DType dtype_of(ONNXTensorElementDataType type) {
  const auto found = std::ranges::find(types, type);
  if (found == types.end())
    throw Ort::Exception("tensors of ONNX type " + std::to_string(type) + " are not read",
                         ORT_NOT_IMPLEMENTED);
  return static_cast<DType>(found - types.begin());
}

Ort::Value to_value(const Tensor& tensor) {
  static const auto memory = Ort::MemoryInfo::CreateCpu(OrtDeviceAllocator, OrtMemTypeDefault);
  const auto& shape = tensor.shape();
  return Ort::Value::CreateTensor(memory, tensor.data(), tensor.bytes(), shape.data(), shape.size(),
                                  types.at(static_cast<std::size_t>(tensor.dtype())));
}

Tensor to_tensor(Ort::Value value) {
  const auto info = value.GetTensorTypeAndShapeInfo();
  const auto dtype = dtype_of(info.GetElementType());
  auto shape = info.GetShape();
  auto owner = std::make_shared<Ort::Value>(std::move(value));
  auto* data = static_cast<std::byte*>(owner->GetTensorMutableRawData());
  return {dtype, std::move(shape), data, std::move(owner)};
}

}  // namespace hfi::runtime
