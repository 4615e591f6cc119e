#include "weights/quantise.h"

#include <array>
#include <cmath>

#include "core/mapped_file.h"
#include "weights/floats.h"

namespace hfi::weights {
namespace {

using graph::Quantised;
using graph::Scheme;

constexpr auto block = static_cast<std::size_t>(graph::block_size);
constexpr std::size_t rows_at_once = 64;

// To the nearest integer, halves to even, for |x| < 2^22: adding 1.5 * 2^23 leaves no bits for a fraction. Unlike
// std::nearbyint this needs no call.
float rounded(float x) {
  constexpr float shift = 12582912.0F;
  return (x + shift) - shift;
}

float greatest_magnitude(std::span<const float> numbers) {
  float most = 0;
  for (const float x : numbers) most = std::max(most, std::abs(x));
  return most;
}

float inverse(float scale) { return scale == 0 ? 0 : 1 / scale; }

// Calls `each` with every block of `row`; the last one may be short.
template <class Each>
void each_block(std::span<const float> row, Each each) {
  for (std::size_t b = 0; b * block < row.size(); ++b)
    each(b, row.subspan(b * block, std::min(block, row.size() - b * block)));
}

void q8_block(std::span<const float> numbers, std::span<std::uint8_t> values, float& scale) {
  scale = greatest_magnitude(numbers) / 127;
  const float factor = inverse(scale);
  std::ranges::fill(values, std::uint8_t{128});
  for (std::size_t i = 0; i < numbers.size(); ++i)
    values[i] = static_cast<std::uint8_t>(static_cast<int>(rounded(numbers[i] * factor)) + 128);
}

std::uint8_t q4_value(float x, float factor) {
  return static_cast<std::uint8_t>(std::min(15, static_cast<int>(x * factor + 8.5F)));
}

void q4_block(std::span<const float> numbers, std::span<std::uint8_t> values, float& scale) {
  float most = 0;
  for (const float x : numbers)
    if (std::abs(x) > std::abs(most)) most = x;
  scale = most / -8;
  const float factor = inverse(scale);
  std::array<float, block> padded{};
  std::ranges::copy(numbers, padded.begin());
  for (std::size_t i = 0; i < block / 2; ++i)
    values[i] = static_cast<std::uint8_t>(q4_value(padded[2 * i], factor) |
                                          q4_value(padded[2 * i + 1], factor) << 4U);
}

// A matrix in a file, read as rows [out][in] whichever way it lies.
class Matrix {
 public:
  Matrix(const Quantised& quantised, const std::byte* data)
      : data_(data),
        dtype_(quantised.from.dtype),
        transposed_(quantised.transposed),
        rows_(static_cast<std::size_t>(quantised.outputs())),
        columns_(static_cast<std::size_t>(quantised.inputs())) {}

  // Rows [first, first + count), one after the other.
  std::span<const float> rows(std::size_t first, std::size_t count) {
    buffer_.resize(count * columns_);
    if (!transposed_) {
      read(first * columns_, buffer_);
      return buffer_;
    }
    line_.resize(count);
    for (std::size_t column = 0; column < columns_; ++column) {
      read(column * rows_ + first, line_);
      for (std::size_t row = 0; row < count; ++row) buffer_[row * columns_ + column] = line_[row];
    }
    return buffer_;
  }

 private:
  void read(std::size_t first, std::span<float> to) const {
    const auto* from = data_ + first * size_of(dtype_);
    to_float32(from, dtype_, to);
  }

  const std::byte* data_;
  DType dtype_;
  bool transposed_;
  std::size_t rows_, columns_;
  std::vector<float> buffer_, line_;
};

// Calls `each` with the index of every row and its numbers.
template <class Each>
void each_row(const Quantised& quantised, const std::byte* data, Each each) {
  Matrix matrix(quantised, data);
  const auto outputs = static_cast<std::size_t>(quantised.outputs());
  const auto inputs = static_cast<std::size_t>(quantised.inputs());
  for (std::size_t first = 0; first < outputs; first += rows_at_once) {
    const auto count = std::min(rows_at_once, outputs - first);
    const auto rows = matrix.rows(first, count);
    for (std::size_t row = 0; row < count; ++row)
      each(first + row, rows.subspan(row * inputs, inputs));
  }
}

void fill_blocks(const Quantised& quantised, const std::byte* data, const Tensor& values,
                 const Tensor& scales) {
  const auto outputs = static_cast<std::size_t>(quantised.outputs());
  const auto value_bytes = values.count() / outputs;
  const auto blocks = scales.count() / outputs;
  const auto one = quantised.scheme == Scheme::q4 ? quantise_q4 : quantise_q8;
  each_row(quantised, data, [&](std::size_t row, std::span<const float> numbers) {
    one(numbers, values.mutable_values<std::uint8_t>().subspan(row * value_bytes, value_bytes),
        scales.mutable_values<float>().subspan(row * blocks, blocks));
  });
}

// The values lie as [in, out]; they are turned in strips, for a byte at a time would miss the cache every time.
void fill_int8(const Quantised& quantised, const std::byte* data, const Tensor& values,
               const Tensor& scales) {
  const auto outputs = static_cast<std::size_t>(quantised.outputs());
  const auto inputs = static_cast<std::size_t>(quantised.inputs());
  const int offset = quantised.scheme == Scheme::int8_offset ? 128 : 0;
  auto* to = reinterpret_cast<std::uint8_t*>(values.data());
  std::vector<std::int8_t> strip(rows_at_once * inputs);
  each_row(quantised, data, [&](std::size_t row, std::span<const float> numbers) {
    const auto place = row % rows_at_once;
    scales.mutable_values<float>()[row] =
        quantise_int8(numbers, std::span(strip).subspan(place * inputs, inputs));
    if (place + 1 != rows_at_once && row + 1 != outputs) return;
    for (std::size_t input = 0; input < inputs; ++input)
      for (std::size_t i = 0; i <= place; ++i)
        to[input * outputs + row - place + i] =
            static_cast<std::uint8_t>(strip[i * inputs + input] + offset);
  });
}

}  // namespace

void quantise_q8(std::span<const float> row, std::span<std::uint8_t> values,
                 std::span<float> scales) {
  each_block(row, [&](std::size_t b, std::span<const float> numbers) {
    q8_block(numbers, values.subspan(b * block, block), scales[b]);
  });
}

void quantise_q4(std::span<const float> row, std::span<std::uint8_t> values,
                 std::span<float> scales) {
  each_block(row, [&](std::size_t b, std::span<const float> numbers) {
    q4_block(numbers, values.subspan(b * block / 2, block / 2), scales[b]);
  });
}

float quantise_int8(std::span<const float> row, std::span<std::int8_t> values) {
  const float scale = greatest_magnitude(row) / 127;
  const float factor = inverse(scale);
  for (std::size_t i = 0; i < row.size(); ++i)
    values[i] = static_cast<std::int8_t>(static_cast<int>(rounded(row[i] * factor)));
  return scale;
}

Result<void> quantise(const std::filesystem::path& folder, const Quantised& quantised,
                      const Tensor& values, const Tensor& scales) {
  const auto file = TRY(MappedFile::open(folder / quantised.from.file));
  if (quantised.from.offset + quantised.from.bytes > file.bytes().size())
    return fail(ErrorCode::model_invalid, quantised.from.file + ": ends before a tensor does");
  const auto* data = file.bytes().data() + quantised.from.offset;
  if (graph::has_blocks(quantised.scheme))
    fill_blocks(quantised, data, values, scales);
  else
    fill_int8(quantised, data, values, scales);
  return {};
}

}  // namespace hfi::weights
