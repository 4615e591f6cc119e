#include "tensor/half.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hfi {
namespace {

std::uint16_t half(float x) {
  return *reinterpret_cast<const std::uint16_t*>(
      to_half(Tensor::of<float>({1}, std::vector{x})).data());
}

TEST(Half, HasTheBitsOfTheStandard) {
  EXPECT_EQ(half(0.0F), 0x0000);
  EXPECT_EQ(half(-0.0F), 0x8000);
  EXPECT_EQ(half(1.0F), 0x3C00);
  EXPECT_EQ(half(-2.0F), 0xC000);
  EXPECT_EQ(half(65504.0F), 0x7BFF);
  EXPECT_EQ(half(65519.0F), 0x7BFF);
  EXPECT_EQ(half(65520.0F), 0x7C00);
  EXPECT_EQ(half(std::ldexp(1.0F, -14)), 0x0400);
  EXPECT_EQ(half(std::ldexp(1.0F, -24)), 0x0001);
  EXPECT_EQ(half(std::ldexp(1.0F, -25)), 0x0000);  // a tie, to even
  EXPECT_EQ(half(std::ldexp(3.0F, -25)), 0x0002);  // a tie, to even
  EXPECT_EQ(half(1.0F + std::ldexp(1.0F, -11)), 0x3C00);
  EXPECT_EQ(half(2047.9F), 0x6800);
}

TEST(Half, EveryNumberSurvivesTheWayThereAndBack) {
  Tensor all(DType::f16, {65536});
  for (std::size_t i = 0; i < 65536; ++i)
    reinterpret_cast<std::uint16_t*>(all.data())[i] = static_cast<std::uint16_t>(i);
  const auto back = to_half(to_float(all));
  for (std::size_t i = 0; i < 65536; ++i) {
    if ((i & 0x7C00U) == 0x7C00U && (i & 0x3FFU) != 0) continue;  // not a number
    ASSERT_EQ(reinterpret_cast<const std::uint16_t*>(back.data())[i], i);
  }
}

}  // namespace
}  // namespace hfi
