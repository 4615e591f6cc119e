#include "tensor/half.h"

#include <bit>
#include <cmath>

namespace hfi {
namespace {

constexpr std::uint32_t infinity = 0x7C00;

// The spacing of half precision around x tells how many units of it x is.
std::uint16_t half_of(float x) {
  const auto sign = std::bit_cast<std::uint32_t>(x) >> 16U & 0x8000U;
  const float size = std::abs(x);
  if (std::isnan(x)) return static_cast<std::uint16_t>(sign | infinity | 0x200U);
  if (size >= 65520.0F) return static_cast<std::uint16_t>(sign | infinity);
  if (size == 0.0F) return static_cast<std::uint16_t>(sign);
  int exponent = 0;
  std::frexp(size, &exponent);
  exponent = std::max(exponent, -13);  // below lie the subnormal numbers, evenly spaced
  const auto units = static_cast<std::uint32_t>(std::nearbyint(std::ldexp(size, 11 - exponent)));
  // units of 1024 and more carry into the exponent by themselves
  const auto biased = static_cast<std::uint32_t>(exponent + 13) << 10U;
  return static_cast<std::uint16_t>(sign | (biased + units));
}

float float_of(std::uint16_t half) {
  const auto exponent = half >> 10U & 31U;
  const auto fraction = static_cast<float>(half & 1023U);
  float size = std::ldexp(fraction, -24);
  if (exponent == 31)
    size = (half & 1023U) != 0 ? std::nanf("") : HUGE_VALF;
  else if (exponent > 0)
    size = std::ldexp(1024.0F + fraction, static_cast<int>(exponent) - 25);
  return (half & 0x8000U) != 0 ? -size : size;
}

}  // namespace

Tensor to_half(const Tensor& tensor) {
  Tensor result(DType::f16, tensor.shape());
  auto* out = reinterpret_cast<std::uint16_t*>(result.data());
  for (const float x : tensor.values<float>()) *out++ = half_of(x);
  return result;
}

Tensor to_float(const Tensor& tensor) {
  Tensor result(DType::f32, tensor.shape());
  const auto* in = reinterpret_cast<const std::uint16_t*>(tensor.data());
  for (float& x : result.mutable_values<float>()) x = float_of(*in++);
  return result;
}

}  // namespace hfi
