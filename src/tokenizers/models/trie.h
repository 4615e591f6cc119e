#pragma once
// A double-array trie of byte strings (Aoe 1989): one memory access per byte.

#include <cstdint>
#include <string_view>
#include <vector>

namespace hfi::tokenizers::models {

class Trie {
 public:
  struct Key {
    std::string_view text;  // not empty
    std::int32_t value;     // at least 0
  };
  // Of equal keys the last one counts.
  static Trie build(std::vector<Key> keys);

  static constexpr std::uint32_t root = 0;
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::int32_t no_value = -1;

  // The node that a byte leads to, or `none`.
  [[nodiscard]] std::uint32_t step(std::uint32_t node, char byte) const {
    const auto next = units_[node].base ^ static_cast<unsigned char>(byte);
    return units_[next].parent == node ? next : none;
  }
  // The value of the key that ends at a node, or `no_value`.
  [[nodiscard]] std::int32_t value(std::uint32_t node) const { return units_[node].value; }

  struct Longest {
    std::size_t length = 0;
    std::int32_t value = no_value;
  };
  // The longest key that `text` starts with.
  [[nodiscard]] Longest longest(std::string_view text) const {
    Longest best;
    auto node = root;
    for (std::size_t i = 0; i < text.size(); ++i) {
      node = step(node, text[i]);
      if (node == none) break;
      if (value(node) != no_value) best = {i + 1, value(node)};
    }
    return best;
  }

 private:
  friend class TrieBuilder;

  struct Unit {
    std::uint32_t base = 0;
    std::uint32_t parent = none;
    std::int32_t value = no_value;
  };
  std::vector<Unit> units_{};
};

}  // namespace hfi::tokenizers::models
