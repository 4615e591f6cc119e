#pragma once
// Keys and values of all layers for a number of sequences, in memory that a network reads and extends in place. A row is
// a sequence; rows of one cache lie side by side, so that a batch is the first few of them.

#include <string>
#include <vector>

#include "tensor/tensor.h"

namespace hfi::generation {

// One input of a network that keeps something per position: float32 [rows, heads, capacity, head dim].
struct CachePort {
  std::string input;
  std::string output;  // the same memory, extended; empty when the network only reads it
  std::int64_t heads;
  std::int64_t head_dim;
};

class KeyValueCache {
 public:
  explicit KeyValueCache(std::vector<CachePort> ports) : ports_(std::move(ports)) {}

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }

  // Room for at least these; the first `lengths[row]` positions of each row are kept. New memory is zero, and costs nothing
  // until it is written. Fails with insufficient_memory.
  Result<void> reserve(std::size_t rows, std::size_t capacity,
                       const std::vector<std::size_t>& lengths);
  // Of one position of one row, in all ports.
  [[nodiscard]] std::uint64_t position_bytes() const;
  void release();

  // The first `length` positions of row `from` of `source`, which may be this cache, become those of row `to`.
  void copy_row(const KeyValueCache& source, std::size_t from, std::size_t to, std::size_t length);

  // Rows `to[i]` become what rows `from[i]` held, all at the same time.
  Result<void> rearrange(const std::vector<std::size_t>& from, const std::vector<std::size_t>& to,
                         std::size_t length);

  // Row `row` of the port `input`, from tensor [1, length, heads, head dim].
  void fill_row(std::string_view input, std::size_t row, const Tensor& tensor);

  // The first `rows` rows, by the names of inputs and of outputs.
  void add_views(std::size_t rows, Tensors& inputs, Tensors& outputs) const;

 private:
  // The bytes of one head of one row of port `index`.
  [[nodiscard]] std::byte* head(std::size_t index, std::size_t row, std::int64_t head) const;
  [[nodiscard]] std::size_t position_bytes(std::size_t index) const;

  std::vector<CachePort> ports_;
  std::vector<Tensor> tensors_;  // parallel to ports_
  std::size_t rows_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace hfi::generation
