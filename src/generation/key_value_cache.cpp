#include "generation/key_value_cache.h"

#include <cstdlib>
#include <cstring>

namespace hfi::generation {
namespace {

constexpr std::size_t capacity_unit = 64;  // positions

// Zero pages of the system's, which cost nothing until they are written.
Result<Tensor> zeros(const Shape& shape) {
  const auto bytes = count_of(shape) * sizeof(float);
  std::shared_ptr<void> memory(std::calloc(1, bytes), std::free);
  if (memory == nullptr)
    return fail(ErrorCode::insufficient_memory,
                "the cache of a generation needs " + std::to_string(bytes) + " bytes more");
  auto* data = static_cast<std::byte*>(memory.get());
  return Tensor(DType::f32, shape, data, std::move(memory));
}

std::size_t rounded(std::size_t capacity) {
  return (capacity + capacity_unit - 1) / capacity_unit * capacity_unit;
}

}  // namespace

std::size_t KeyValueCache::position_bytes(std::size_t index) const {
  return static_cast<std::size_t>(ports_[index].head_dim) * sizeof(float);
}

std::uint64_t KeyValueCache::position_bytes() const {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < ports_.size(); ++i)
    bytes += static_cast<std::uint64_t>(ports_[i].heads) * position_bytes(i);
  return bytes;
}

std::byte* KeyValueCache::head(std::size_t index, std::size_t row, std::int64_t head) const {
  const auto& tensor = tensors_[index];
  const auto heads = static_cast<std::size_t>(ports_[index].heads);
  const auto position =
      (row * heads + static_cast<std::size_t>(head)) * static_cast<std::size_t>(tensor.dim(2));
  return tensor.data() + position * position_bytes(index);
}

// One port after the other, so that the old memory and the new are never there for all of them.
Result<void> KeyValueCache::reserve(std::size_t rows, std::size_t capacity,
                                    const std::vector<std::size_t>& lengths) {
  if (rows <= rows_ && capacity <= capacity_) return {};
  rows = std::max(rows, rows_);
  // doubling keeps the copying of a growing sequence linear in its length
  capacity = capacity <= capacity_ ? capacity_ : std::max(rounded(capacity), 2 * capacity_);
  tensors_.resize(ports_.size());
  for (std::size_t i = 0; i < ports_.size(); ++i) {
    KeyValueCache larger({ports_[i]});
    larger.tensors_.push_back(
        TRY(zeros({static_cast<std::int64_t>(rows), ports_[i].heads,
                   static_cast<std::int64_t>(capacity), ports_[i].head_dim})));
    for (std::size_t row = 0; row < std::min(rows_, lengths.size()); ++row)
      for (std::int64_t h = 0; h < ports_[i].heads; ++h)
        std::memcpy(larger.head(0, row, h), head(i, row, h), lengths[row] * position_bytes(i));
    tensors_[i] = std::move(larger.tensors_.front());
  }
  rows_ = rows;
  capacity_ = capacity;
  return {};
}

void KeyValueCache::release() {
  tensors_.clear();
  rows_ = capacity_ = 0;
}

void KeyValueCache::copy_row(const KeyValueCache& source, std::size_t from, std::size_t to,
                             std::size_t length) {
  for (std::size_t i = 0; i < ports_.size(); ++i)
    for (std::int64_t h = 0; h < ports_[i].heads; ++h)
      std::memcpy(head(i, to, h), source.head(i, from, h), length * position_bytes(i));
}

Result<void> KeyValueCache::rearrange(const std::vector<std::size_t>& from,
                                      const std::vector<std::size_t>& to, std::size_t length) {
  KeyValueCache taken(ports_);
  TRY(taken.reserve(from.size(), length, {}));
  for (std::size_t i = 0; i < from.size(); ++i) taken.copy_row(*this, from[i], i, length);
  for (std::size_t i = 0; i < to.size(); ++i) copy_row(taken, i, to[i], length);
  return {};
}

void KeyValueCache::fill_row(std::string_view input, std::size_t row, const Tensor& tensor) {
  for (std::size_t i = 0; i < ports_.size(); ++i) {
    if (ports_[i].input != input) continue;
    const auto heads = static_cast<std::size_t>(ports_[i].heads);
    const auto bytes = position_bytes(i);
    for (std::size_t position = 0; position < static_cast<std::size_t>(tensor.dim(1)); ++position)
      for (std::size_t h = 0; h < heads; ++h)
        std::memcpy(head(i, row, static_cast<std::int64_t>(h)) + position * bytes,
                    tensor.data() + (position * heads + h) * bytes, bytes);
  }
}

void KeyValueCache::add_views(std::size_t rows, Tensors& inputs, Tensors& outputs) const {
  for (std::size_t i = 0; i < ports_.size(); ++i) {
    auto view = tensors_[i].rows(0, static_cast<std::int64_t>(rows));
    if (!ports_[i].output.empty()) outputs.insert_or_assign(ports_[i].output, view);
    inputs.insert_or_assign(ports_[i].input, std::move(view));
  }
}

}  // namespace hfi::generation
