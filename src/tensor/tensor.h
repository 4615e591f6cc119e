#pragma once
// An array of numbers with a shape. Copying one shares its memory: whoever made the bytes keeps them alive.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace hfi {

enum class DType { f32, f16, bf16, f64, i8, u8, i16, i32, i64, boolean };

std::size_t size_of(DType dtype);
std::string_view name_of(DType dtype);

using Shape = std::vector<std::int64_t>;

// The number of elements; 1 for a scalar.
std::size_t count_of(const Shape& shape);
std::string to_string(const Shape& shape);

template <class T>
constexpr DType dtype_of();
template <>
constexpr DType dtype_of<float>() {
  return DType::f32;
}
template <>
constexpr DType dtype_of<double>() {
  return DType::f64;
}
template <>
constexpr DType dtype_of<std::int8_t>() {
  return DType::i8;
}
template <>
constexpr DType dtype_of<std::uint8_t>() {
  return DType::u8;
}
template <>
constexpr DType dtype_of<std::int16_t>() {
  return DType::i16;
}
template <>
constexpr DType dtype_of<std::int32_t>() {
  return DType::i32;
}
template <>
constexpr DType dtype_of<std::int64_t>() {
  return DType::i64;
}
template <>
constexpr DType dtype_of<bool>() {
  return DType::boolean;
}

class Tensor {
 public:
  Tensor() : Tensor(DType::f32, {0}) {}
  // Uninitialised memory of its own.
  Tensor(DType dtype, Shape shape);
  // A view of `data`, which lives as long as `owner` does.
  Tensor(DType dtype, Shape shape, std::byte* data, std::shared_ptr<const void> owner);

  template <class T>
  static Tensor of(Shape shape, std::span<const T> values) {
    Tensor tensor(dtype_of<T>(), std::move(shape));
    std::ranges::copy(values, tensor.mutable_values<T>().begin());
    return tensor;
  }
  template <class T>
  static Tensor of(Shape shape, const std::vector<T>& values) {
    return of(std::move(shape), std::span<const T>(values));
  }

  [[nodiscard]] DType dtype() const { return dtype_; }
  [[nodiscard]] const Shape& shape() const { return shape_; }
  [[nodiscard]] std::int64_t dim(std::size_t axis) const { return shape_.at(axis); }
  [[nodiscard]] std::size_t rank() const { return shape_.size(); }
  [[nodiscard]] std::size_t count() const { return count_of(shape_); }
  [[nodiscard]] std::size_t bytes() const { return count() * size_of(dtype_); }
  [[nodiscard]] std::byte* data() const { return data_; }

  // REQUIRES: dtype() == dtype_of<T>()
  template <class T>
  [[nodiscard]] std::span<const T> values() const {
    return {reinterpret_cast<const T*>(data_), count()};
  }
  template <class T>
  [[nodiscard]] std::span<T> mutable_values() const {
    return {reinterpret_cast<T*>(data_), count()};
  }

  // The same memory under another shape. REQUIRES: the same number of elements.
  [[nodiscard]] Tensor reshaped(Shape shape) const;
  // Entries [from, to) of the first axis, without a copy.
  [[nodiscard]] Tensor rows(std::int64_t from, std::int64_t to) const;

 private:
  DType dtype_;
  Shape shape_;
  std::byte* data_;
  std::shared_ptr<const void> owner_;
};

using Tensors = std::map<std::string, Tensor, std::less<>>;

}  // namespace hfi
