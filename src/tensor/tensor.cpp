#include "tensor/tensor.h"

#include <array>
#include <cassert>
#include <new>

namespace hfi {
namespace {

constexpr std::size_t alignment = 64;  // a cache line, and the widest vector register

struct Description {
  std::string_view name;
  std::size_t size;
};

constexpr std::array<Description, 10> descriptions = {{{"float32", 4},
                                                       {"float16", 2},
                                                       {"bfloat16", 2},
                                                       {"float64", 8},
                                                       {"int8", 1},
                                                       {"uint8", 1},
                                                       {"int16", 2},
                                                       {"int32", 4},
                                                       {"int64", 8},
                                                       {"bool", 1}}};

std::shared_ptr<std::byte> allocate(std::size_t bytes) {
  auto* memory = static_cast<std::byte*>(::operator new (bytes, std::align_val_t{alignment}));
  return {memory, [](std::byte* p) { ::operator delete (p, std::align_val_t{alignment}); }};
}

}  // namespace

std::size_t size_of(DType dtype) { return descriptions.at(static_cast<std::size_t>(dtype)).size; }

std::string_view name_of(DType dtype) {
  return descriptions.at(static_cast<std::size_t>(dtype)).name;
}

std::size_t count_of(const Shape& shape) {
  std::size_t count = 1;
  for (const auto extent : shape) count *= static_cast<std::size_t>(extent);
  return count;
}

std::string to_string(const Shape& shape) {
  std::string text = "[";
  for (const auto extent : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(extent);
  return text + "]";
}

Tensor::Tensor(DType dtype, Shape shape) : dtype_(dtype), shape_(std::move(shape)) {
  auto memory = allocate(bytes());
  data_ = memory.get();
  owner_ = std::move(memory);
}

Tensor::Tensor(DType dtype, Shape shape, std::byte* data, std::shared_ptr<const void> owner)
    : dtype_(dtype), shape_(std::move(shape)), data_(data), owner_(std::move(owner)) {}

Tensor Tensor::reshaped(Shape shape) const {
  assert(count_of(shape) == count());
  return {dtype_, std::move(shape), data_, owner_};
}

Tensor Tensor::rows(std::int64_t from, std::int64_t to) const {
  assert(0 <= from && from <= to && to <= dim(0));
  auto shape = shape_;
  shape.front() = to - from;
  const auto row_bytes = dim(0) == 0 ? 0 : bytes() / static_cast<std::size_t>(dim(0));
  return {dtype_, std::move(shape), data_ + static_cast<std::size_t>(from) * row_bytes, owner_};
}

}  // namespace hfi
