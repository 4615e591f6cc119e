#pragma once
// What words became: most words of a text have been seen before. Each thread has one cache, for the words of all models
// that it uses, so that nobody waits for anybody and memory does not grow with the number of models.

#include <array>
#include <span>
#include <vector>

#include "tokenizers/models/hash.h"
#include "tokenizers/models/model.h"

namespace hfi::tokenizers::models {

class WordCache {
 public:
  static constexpr std::size_t longest_word = 35;  // bytes
  static constexpr std::size_t most_tokens = 15;

  static WordCache& of_this_thread();
  // A number for a model, which tells its words from those of others.
  static std::uint32_t next_owner();

  // A word of at most longest_word bytes, its length and its owner. Equal only when all three are.
  struct Key {
    static constexpr std::size_t size = 5;
    std::array<std::uint64_t, size> words{};

    friend bool operator==(const Key&, const Key&) = default;
  };
  static Key key_of(std::string_view word, std::uint32_t owner) {
    constexpr std::size_t bytes = sizeof(std::uint64_t);
    Key key;
    key.words.back() = std::uint64_t{owner} << 32U | word.size() << 24U;
    auto* to = key.words.data();
    for (; word.size() >= bytes; word.remove_prefix(bytes)) *to++ = load_bytes(word.data(), bytes);
    *to |= load_rest(word);
    return key;
  }

  // Appends the tokens of a word that was seen before and now stands in `piece`, from `begin` on.
  bool append(const Key& key, std::uint32_t piece, std::uint32_t begin,
              std::vector<ModelToken>& tokens) const {
    const auto& slot = slots_[index_of(key)];
    if (slot.count == 0 || slot.key != key) return false;
    for (std::size_t i = 0; i < slot.count; ++i) {
      const auto end = begin + slot.bytes[i];
      tokens.push_back({slot.ids[i], begin, end, piece});
      begin = end;
    }
    return true;
  }

  // `tokens` is what a word that begins at `begin` became; those of another are forgotten for it. Only tokens that follow
  // each other without gaps and are not too many are kept.
  void insert(const Key& key, std::uint32_t begin, std::span<const ModelToken> tokens);

 private:
  static constexpr std::size_t slots = 4096;

  struct alignas(128) Slot {
    Key key{};
    std::uint8_t count = 0;
    std::array<std::uint8_t, most_tokens> bytes{};  // of each token
    std::array<std::int32_t, most_tokens> ids{};
  };

  static std::size_t index_of(const Key& key) {
    auto state = hash_seed;
    for (const auto word : key.words) state = mix(state ^ word, 0x9E3779B97F4A7C15ULL);
    return state % slots;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(slots);
};

}  // namespace hfi::tokenizers::models
