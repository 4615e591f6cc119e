#pragma once
// What words became, for the length of one text: most words of a text come again.

#include <optional>
#include <span>

#include "tokenizers/models/hash.h"
#include "tokenizers/models/merge_word.h"

namespace hfi::tokenizers::models {

class WordCache {
 public:
  static constexpr std::size_t longest_word = 64;  // bytes

  // The symbols of a word seen before. The span holds until the next call of insert.
  [[nodiscard]] std::optional<std::span<const Symbol>> find(std::string_view word) const {
    const auto h = hash(word);
    for (std::size_t i = 0; i < probes; ++i) {
      const auto& slot = slots_[(h + i) & (slots_.size() - 1)];
      if (slot.hash == h && slot.word == word)
        return std::span(symbols_).subspan(slot.first, slot.count);
    }
    return std::nullopt;
  }

  // `word` must stay where it is for as long as the cache lives.
  void insert(std::string_view word, std::span<const Symbol> symbols);

 private:
  static constexpr std::size_t probes = 4;
  static constexpr std::size_t most_slots = std::size_t{1} << 17U;

  struct Slot {
    std::uint64_t hash = 0;
    std::string_view word{};
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };

  void place(const Slot& slot);

  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::size_t words_ = 0;
  std::vector<Symbol> symbols_{};
};

}  // namespace hfi::tokenizers::models
