#include "tokenizers/models/trie.h"

#include <algorithm>

namespace hfi::tokenizers::models {

// Lays the nodes out. Free units form a ring; only those of the newest blocks are tried, which keeps building linear.
class TrieBuilder {
 public:
  explicit TrieBuilder(const std::vector<Trie::Key>& keys) : keys_(&keys) {}

  Trie build() && {
    add_block();
    take(Trie::root);
    std::vector<Range> open{{Trie::root, 0, keys_->size(), 0}};
    while (!open.empty()) {
      const auto range = open.back();
      open.pop_back();
      place(range, open);
    }
    return std::move(trie_);
  }

 private:
  static constexpr std::uint32_t block = 256;
  static constexpr std::uint32_t open_blocks = 16;

  // The keys [begin, end) have the first `depth` bytes in common, which lead to `node`.
  struct Range {
    std::uint32_t node;
    std::size_t begin;
    std::size_t end;
    std::size_t depth;
  };

  [[nodiscard]] unsigned char byte(std::size_t key, std::size_t depth) const {
    return static_cast<unsigned char>((*keys_)[key].text[depth]);
  }

  void place(Range range, std::vector<Range>& open) {
    while (range.begin < range.end && (*keys_)[range.begin].text.size() == range.depth)
      trie_.units_[range.node].value = (*keys_)[range.begin++].value;
    if (range.begin == range.end) return;
    labels_.clear();
    std::vector<std::size_t> begins;
    for (auto i = range.begin; i < range.end; ++i) {
      if (!labels_.empty() && labels_.back() == byte(i, range.depth)) continue;
      labels_.push_back(byte(i, range.depth));
      begins.push_back(i);
    }
    const auto base = find_base();
    trie_.units_[range.node].base = base;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const auto child = base ^ labels_[i];
      take(child);
      trie_.units_[child].parent = range.node;
      open.push_back(
          {child, begins[i], i + 1 < begins.size() ? begins[i + 1] : range.end, range.depth + 1});
    }
  }

  std::uint32_t find_base() {
    for (auto unit = first_free_; unit != Trie::none;) {
      const auto base = unit ^ labels_.front();
      if (std::ranges::all_of(labels_, [&](unsigned char label) { return is_free_[base ^ label]; }))
        return base;
      unit = next_[unit] == first_free_ ? Trie::none : next_[unit];
    }
    const auto base = static_cast<std::uint32_t>(trie_.units_.size());
    add_block();
    return base;
  }

  void add_block() {
    const auto begin = static_cast<std::uint32_t>(trie_.units_.size());
    trie_.units_.resize(begin + block);
    next_.resize(begin + block);
    previous_.resize(begin + block);
    is_free_.resize(begin + block, false);
    for (auto unit = begin; unit < begin + block; ++unit) release(unit);
    if (begin < open_blocks * block) return;
    const auto closed = begin - open_blocks * block;
    for (auto unit = closed; unit < closed + block; ++unit)
      if (is_free_[unit]) take(unit);
  }

  void release(std::uint32_t unit) {
    is_free_[unit] = true;
    if (first_free_ == Trie::none) {
      first_free_ = next_[unit] = previous_[unit] = unit;
      return;
    }
    const auto last = previous_[first_free_];
    next_[last] = unit;
    previous_[unit] = last;
    next_[unit] = first_free_;
    previous_[first_free_] = unit;
  }

  void take(std::uint32_t unit) {
    is_free_[unit] = false;
    if (next_[unit] == unit) {
      first_free_ = Trie::none;
      return;
    }
    next_[previous_[unit]] = next_[unit];
    previous_[next_[unit]] = previous_[unit];
    if (first_free_ == unit) first_free_ = next_[unit];
  }

  const std::vector<Trie::Key>* keys_;
  Trie trie_{};
  std::vector<std::uint32_t> next_{};
  std::vector<std::uint32_t> previous_{};
  std::vector<bool> is_free_{};
  std::uint32_t first_free_ = Trie::none;
  std::vector<unsigned char> labels_{};
};

Trie Trie::build(std::vector<Key> keys) {
  std::ranges::stable_sort(keys, {}, &Key::text);
  return TrieBuilder(keys).build();
}

}  // namespace hfi::tokenizers::models
