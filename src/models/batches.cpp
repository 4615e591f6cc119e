#include "models/batches.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace hfi::models {
namespace {

bool alike(const Tensors& a, const Tensors& b, const Padding& padding) {
  return std::ranges::equal(a, b, [&](const auto& x, const auto& y) {
    if (x.first != y.first || x.second.dtype() != y.second.dtype()) return false;
    auto left = x.second.shape();
    auto right = y.second.shape();
    if (padding.contains(x.first) && left.size() > 1 && right.size() == left.size())
      left[1] = right[1] = 0;
    return left == right;
  });
}

bool is_batch(const Tensors& item) {
  return std::ranges::any_of(
      item, [](const auto& entry) { return entry.second.rank() > 0 && entry.second.dim(0) > 1; });
}

std::size_t elements(const Tensors& item) {
  std::size_t most = 0;
  for (const auto& [name, tensor] : item) most = std::max(most, tensor.count());
  return most;
}

// Copies `row` of extent 1 into `batch` at `index`; rows of padded inputs may be shorter.
void copy_row(const Tensor& row, const Tensor& batch, std::size_t index) {
  const auto stride = batch.bytes() / static_cast<std::size_t>(batch.dim(0));
  std::memcpy(batch.data() + index * stride, row.data(), row.bytes());
}

void fill(const Tensor& tensor, std::int64_t value) {
  switch (tensor.dtype()) {
    case DType::i64:
      std::ranges::fill(tensor.mutable_values<std::int64_t>(), value);
      break;
    case DType::i32:
      std::ranges::fill(tensor.mutable_values<std::int32_t>(), static_cast<std::int32_t>(value));
      break;
    case DType::f32:
      std::ranges::fill(tensor.mutable_values<float>(), static_cast<float>(value));
      break;
    default:
      std::memset(tensor.data(), static_cast<int>(value), tensor.bytes());
  }
}

}  // namespace

std::int64_t length_of(const Tensors& item, const Padding& padding) {
  for (const auto& [name, tensor] : item)
    if (padding.contains(name) && tensor.rank() > 1) return tensor.dim(1);
  return 0;
}

std::vector<std::vector<std::size_t>> groups(const Items& items, const Padding& padding,
                                             const BatchLimits& limits) {
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{},
                           [&](std::size_t i) { return length_of(items[i], padding); });

  std::vector<std::vector<std::size_t>> result;
  std::size_t real = 0;  // elements of the last group without padding
  for (const auto index : order) {
    const auto size = elements(items[index]);
    if (!result.empty() && !is_batch(items[index]) &&
        alike(items[result.back().front()], items[index], padding)) {
      const auto padded = elements(items[result.back().front()]) * (result.back().size() + 1);
      const auto spare = static_cast<double>(padded - (real + size));
      if (result.back().size() < limits.items && padded <= limits.elements &&
          spare <= limits.waste * static_cast<double>(padded)) {
        result.back().push_back(index);
        real += size;
        continue;
      }
    }
    result.push_back({index});
    real = size;
  }
  return result;
}

Tensors stack(const Items& items, const std::vector<std::size_t>& group, const Padding& padding) {
  const auto& longest = items[group.front()];
  if (group.size() == 1) return longest;
  Tensors batch;
  for (const auto& [name, tensor] : longest) {
    auto shape = tensor.shape();
    shape.front() = static_cast<std::int64_t>(group.size());
    Tensor stacked(tensor.dtype(), std::move(shape));
    if (const auto filler = padding.find(name); filler != padding.end())
      fill(stacked, filler->second);
    for (std::size_t row = 0; row < group.size(); ++row)
      copy_row(items[group[row]].find(name)->second, stacked, row);
    batch.emplace(name, std::move(stacked));
  }
  return batch;
}

Tensors unstack(const Tensors& outputs, std::size_t row, std::int64_t padded, std::int64_t length,
                const std::vector<std::string>& fixed) {
  Tensors item;
  for (const auto& [name, tensor] : outputs) {
    const auto index = static_cast<std::int64_t>(row);
    auto part = tensor.rows(index, index + 1);
    const bool sequence = part.rank() > 1 && part.dim(1) == padded && padded != length &&
                          std::ranges::find(fixed, name) == fixed.end();
    if (sequence) {
      auto shape = part.shape();
      shape.erase(shape.begin());
      const auto cut = part.reshaped(std::move(shape)).rows(0, length);
      auto whole = cut.shape();
      whole.insert(whole.begin(), 1);
      part = cut.reshaped(std::move(whole));
    }
    item.emplace(name, std::move(part));
  }
  return item;
}

}  // namespace hfi::models
