#pragma once
// The merge rules of BPE: which pair of tokens becomes which, and in what order.

#include "tokenizers/models/hash.h"
#include "tokenizers/models/vocabulary.h"

namespace hfi::tokenizers::models {

struct Merge {
  std::uint32_t rank;
  std::int32_t id;  // of the token that the pair becomes
};

class Merges {
 public:
  // The member `merges`, of pairs written as "a b" or ["a", "b"]. `prefix_bytes` of the second token do not reappear
  // in the merged one. Fails with model_invalid when a token is not in the vocabulary.
  static Result<Merges> read(const Component& model, const Vocabulary& vocabulary,
                             std::size_t prefix_bytes);

  static constexpr std::uint32_t no_rank = 0xFFFFFFFF;
  // The rule for a pair; its rank is no_rank when there is none.
  [[nodiscard]] Merge find(std::int32_t left, std::int32_t right) const {
    const auto key = key_of(left, right);
    const auto mask = slots_.size() - 1;
    for (auto i = hash(key) & mask;; i = (i + 1) & mask) {
      if (slots_[i].key == key || slots_[i].key == empty) return slots_[i].merge;
    }
  }

  // Calls visit(left, right) for every pair.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const auto& slot : slots_)
      if (slot.key != empty)
        visit(static_cast<std::int32_t>(slot.key >> 32U),
              static_cast<std::int32_t>(slot.key & 0xFFFFFFFFU));
  }

 private:
  static constexpr std::uint64_t empty = ~std::uint64_t{0};
  struct Slot {
    std::uint64_t key = empty;
    Merge merge{no_rank, 0};
  };

  explicit Merges(std::size_t rules);

  static std::uint64_t key_of(std::int32_t left, std::int32_t right) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32U |
           static_cast<std::uint32_t>(right);
  }
  void insert(std::int32_t left, std::int32_t right, Merge merge);

  std::vector<Slot> slots_;
};

}  // namespace hfi::tokenizers::models
