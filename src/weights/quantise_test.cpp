#include "weights/quantise.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "fakes/temporary_folder.h"
#include "graph/nn.h"
#include "graph/text_inputs.h"

namespace hfi::weights {
namespace {

using graph::Scheme;

// Numbers of both signs, none of them round.
std::vector<float> numbers(std::size_t count) {
  std::vector<float> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(std::sin(static_cast<float>(i) * 1.7F) * 0.3F + 0.01F);
  return values;
}

TEST(Quantise, Q8IsWithinHalfAStepOfEveryNumber) {
  const auto row = numbers(64);
  std::array<std::uint8_t, 64> values{};
  std::array<float, 2> scales{};
  quantise_q8(row, values, scales);
  for (std::size_t i = 0; i < row.size(); ++i)
    EXPECT_NEAR((values.at(i) - 128) * scales.at(i / 32), row[i], scales.at(i / 32) * 0.5001F);
  EXPECT_FLOAT_EQ(scales[0],
                  std::abs(*std::ranges::max_element(row.begin(), row.begin() + 32, {},
                                                     [](float x) { return std::abs(x); })) /
                      127);
}

TEST(Quantise, Q8RoundsToEvenAndReachesBothEnds) {
  const std::vector<float> row = {127, -127, 0.5F, 1.5F, -0.5F, -1.5F, 0};
  std::array<std::uint8_t, 32> values{};
  float scale = 0;
  quantise_q8(row, values, {&scale, 1});
  EXPECT_EQ(scale, 1);
  const std::vector<int> expected = {255, 1,   128, 130,
                                     128, 126, 128, 128};  // the last is past the row's end
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(values.at(i), expected[i]) << i;
}

TEST(Quantise, Q4PutsTheGreatestNumberAtTheEndOfItsRange) {
  const std::vector<float> row = {-8, 7, 8, 3.4F, 0, 0.6F};
  std::array<std::uint8_t, 16> values{};
  float scale = 0;
  quantise_q4(row, values, {&scale, 1});
  EXPECT_EQ(scale, 1);
  // 8 would be 16: there are fifteen steps. The even input lies in the lower half.
  EXPECT_EQ(values[0], 0x0 | 0xF << 4);
  EXPECT_EQ(values[1], 0xF | 0xB << 4);
  EXPECT_EQ(values[2], 0x8 | 0x9 << 4);
  EXPECT_EQ(values[3], 0x88);
}

TEST(Quantise, Int8HasOneScaleForARow) {
  const std::vector<float> row = {2.54F, -1.27F, 0.01F, 0};
  std::array<std::int8_t, 4> values{};
  EXPECT_FLOAT_EQ(quantise_int8(row, values), 0.02F);
  EXPECT_EQ(values, (std::array<std::int8_t, 4>{127, -64, 0, 0}));
}

TEST(Quantise, ZerosStayZeros) {
  const std::vector<float> row(32, 0.0F);
  std::array<std::uint8_t, 32> values{};
  float scale = 1;
  quantise_q8(row, values, {&scale, 1});
  EXPECT_EQ(scale, 0);
  EXPECT_EQ(values[7], 128);
}

// A matrix [70, 40] in a file: more rows than are read at once, and a last block that is short.
constexpr std::int64_t outputs = 70;
constexpr std::int64_t inputs = 40;

struct Stored {
  fakes::TemporaryFolder folder;
  std::vector<float> matrix = numbers(outputs * inputs);  // [out, in]

  explicit Stored(bool transposed) {
    std::vector<float> lying = matrix;
    if (transposed)
      for (std::size_t i = 0; i < matrix.size(); ++i)
        lying[i % inputs * outputs + i / inputs] = matrix[i];
    fakes::write_file(
        folder.path() / "w",
        std::string(8, '\0') +
            std::string(reinterpret_cast<const char*>(lying.data()), lying.size() * sizeof(float)));
  }
};

graph::Quantised layer(Scheme scheme, bool transposed) {
  const Shape shape = transposed ? Shape{inputs, outputs} : Shape{outputs, inputs};
  return graph::values_of({DType::f32, shape, "w", 8, outputs * inputs * 4}, transposed, scheme);
}

class WholeMatrix : public testing::TestWithParam<bool> {};

TEST_P(WholeMatrix, IsReadRowByRowHoweverItLies) {
  const Stored stored(GetParam());
  const auto made = layer(Scheme::q8, GetParam());
  const auto parts = graph::scales_of(made);
  const Tensor values(made.dtype, made.shape);
  const Tensor scales(parts.dtype, parts.shape);
  ASSERT_EQ(made.shape, (Shape{70, 2, 32}));
  ASSERT_TRUE(quantise(stored.folder.path(), made, values, scales));
  for (std::size_t row : {0U, 63U, 64U, 69U}) {
    std::array<std::uint8_t, 64> expected{};
    std::array<float, 2> expected_scales{};
    quantise_q8(std::span(stored.matrix).subspan(row * inputs, inputs), expected, expected_scales);
    EXPECT_TRUE(std::ranges::equal(values.values<std::uint8_t>().subspan(row * 64, 64), expected));
    EXPECT_TRUE(std::ranges::equal(scales.values<float>().subspan(row * 2, 2), expected_scales));
  }
}

TEST_P(WholeMatrix, IsTurnedForInt8) {
  const Stored stored(GetParam());
  const auto made = layer(Scheme::int8, GetParam());
  const auto offset = layer(Scheme::int8_offset, GetParam());
  const Tensor values(made.dtype, made.shape);
  const Tensor unsigned_values(offset.dtype, offset.shape);
  const Tensor scales(DType::f32, graph::scales_of(made).shape);
  ASSERT_EQ(made.shape, (Shape{inputs, outputs}));
  ASSERT_TRUE(quantise(stored.folder.path(), made, values, scales));
  ASSERT_TRUE(quantise(stored.folder.path(), offset, unsigned_values, scales));
  for (std::size_t out = 0; out < outputs; ++out)
    for (std::size_t in = 0; in < inputs; ++in) {
      const int value = values.values<std::int8_t>()[in * outputs + out];
      const float scale = scales.values<float>()[out];
      EXPECT_NEAR(static_cast<float>(value) * scale, stored.matrix[out * inputs + in],
                  scale * 0.5001F);
      EXPECT_EQ(unsigned_values.values<std::uint8_t>()[in * outputs + out], value + 128);
    }
}

INSTANTIATE_TEST_SUITE_P(, WholeMatrix, testing::Bool(),
                         [](const auto& test) { return test.param ? "in_out" : "out_in"; });

TEST(Quantise, ReadsHalfPrecision) {
  const fakes::TemporaryFolder folder;
  const std::array<std::uint16_t, 4> halves = {0x3C00, 0xC000, 0x0001,
                                               0x3555};  // 1, -2, 2^-24, 1/3
  const std::array<std::uint16_t, 4> bfloats = {0x3F80, 0xC000, 0x3380,
                                                0x3EAB};  // the same, nearly
  for (const auto& [dtype, bits] :
       {std::pair(DType::f16, halves), std::pair(DType::bf16, bfloats)}) {
    fakes::write_file(folder.path() / "w",
                      {reinterpret_cast<const char*>(bits.data()), sizeof bits});
    const auto made = graph::values_of({dtype, {1, 4}, "w", 0, 8}, false, Scheme::int8);
    const Tensor values(made.dtype, made.shape);
    const Tensor scales(DType::f32, {1});
    ASSERT_TRUE(quantise(folder.path(), made, values, scales));
    EXPECT_FLOAT_EQ(scales.values<float>()[0], 2.0F / 127);
    EXPECT_EQ(values.values<std::int8_t>()[0], 64);
    EXPECT_EQ(values.values<std::int8_t>()[1], -127);
    EXPECT_EQ(values.values<std::int8_t>()[2], 0);
    EXPECT_EQ(values.values<std::int8_t>()[3], 21);
  }
}

TEST(Quantise, SaysWhenTheFileIsTooShort) {
  const fakes::TemporaryFolder folder;
  fakes::write_file(folder.path() / "w", "short");
  const auto made = layer(Scheme::q8, false);
  const auto result = quantise(folder.path(), made, Tensor(made.dtype, made.shape),
                               Tensor(DType::f32, graph::scales_of(made).shape));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::model_invalid);
}

}  // namespace
}  // namespace hfi::weights
