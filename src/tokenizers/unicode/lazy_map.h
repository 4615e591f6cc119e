#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>

namespace hfi::tokenizers::unicode {

// A value per code point, worked out for 256 neighbours at once when one of them is first asked for, by any thread. For what
// takes longer to ask the Unicode library for than to look up, and is asked for again and again.
template <class T>
class LazyMap {
 public:
  explicit LazyMap(std::function<T(char32_t)> compute) : compute_(std::move(compute)) {}
  LazyMap(const LazyMap&) = delete;
  LazyMap& operator=(const LazyMap&) = delete;
  ~LazyMap() {
    for (const auto& block : blocks_) delete block.load();
  }

  const T& operator[](char32_t c) const {
    const auto* block = blocks_[c >> 8U].load(std::memory_order_acquire);
    if (block == nullptr) block = fill(c >> 8U);
    return (*block)[c & 0xFFU];
  }

 private:
  using Block = std::array<T, 256>;

  // Of threads that work out the same block, the first one's is kept.
  const Block* fill(char32_t index) const {
    auto block = std::make_unique<Block>();
    for (char32_t c = 0; c < 256; ++c) (*block)[c] = compute_(index << 8U | c);
    const Block* expected = nullptr;
    if (!blocks_[index].compare_exchange_strong(expected, block.get())) return expected;
    return block.release();
  }

  std::function<T(char32_t)> compute_;
  mutable std::array<std::atomic<const Block*>, 0x1100> blocks_{};
};

}  // namespace hfi::tokenizers::unicode
