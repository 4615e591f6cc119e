#include "weights/floats.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "core/mapped_file.h"

namespace hfi::weights {
namespace {

// IEEE 754 binary16
float half_to_float(std::uint16_t half) {
  const std::uint32_t sign = (half & 0x8000U) << 16U;
  const std::uint32_t exponent = half >> 10U & 0x1FU;
  const std::uint32_t fraction = half & 0x3FFU;
  if (exponent == 0)
    return std::copysign(std::ldexp(static_cast<float>(fraction), -24),
                         std::bit_cast<float>(sign | 0x3F800000U));
  const std::uint32_t wide = exponent == 31 ? 255 : exponent + 112;
  return std::bit_cast<float>(sign | wide << 23U | fraction << 13U);
}

float bfloat_to_float(std::uint16_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U);
}

void convert(const std::byte* from, std::span<float> to, float (*to_float)(std::uint16_t)) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    std::uint16_t stored = 0;
    std::memcpy(&stored, from + i * sizeof stored, sizeof stored);
    to[i] = to_float(stored);
  }
}

}  // namespace

void to_float32(const std::byte* from, DType dtype, std::span<float> to) {
  if (dtype == DType::f32)
    std::memcpy(to.data(), from, to.size_bytes());
  else
    convert(from, to, dtype == DType::f16 ? half_to_float : bfloat_to_float);
}

Result<Tensor> read_float32(const std::filesystem::path& folder, const graph::WeightInfo& weight) {
  if (weight.dtype != DType::f32 && weight.dtype != DType::f16 && weight.dtype != DType::bf16)
    return fail(ErrorCode::model_invalid, weight.file + ": a weight is " +
                                              std::string(name_of(weight.dtype)) +
                                              ", expected float32, float16 or bfloat16");
  const auto file = TRY(MappedFile::open(folder / weight.file));
  if (weight.offset + weight.bytes > file.bytes().size())
    return fail(ErrorCode::model_invalid, weight.file + ": ends before a tensor does");
  Tensor tensor(DType::f32, weight.shape);
  to_float32(file.bytes().data() + weight.offset, weight.dtype, tensor.mutable_values<float>());
  return tensor;
}

}  // namespace hfi::weights
