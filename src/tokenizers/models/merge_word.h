#pragma once
// The BPE algorithm: as long as a neighbouring pair has a rule, the pair with the lowest rank becomes one symbol.

#include "tokenizers/models/merges.h"

namespace hfi::tokenizers::models {

struct Symbol {
  std::int32_t id;
  std::uint32_t bytes;
};

// Memory that calls reuse.
class WordMerger {
 public:
  explicit WordMerger(const Merges& merges) : merges_(&merges) {}

  // Merges `symbols` in place: O(n log n) in their number.
  void merge(std::vector<Symbol>& symbols);

 private:
  void merge_short(std::vector<Symbol>& symbols);
  void merge_long(std::vector<Symbol>& symbols);
  void push(std::uint32_t left, std::uint32_t right);
  void push_in_order(std::uint32_t left, std::uint32_t right);
  void load(const std::vector<Symbol>& symbols);

  // A pair that could become one symbol: its rank, then the position of its left symbol. The smallest is the next one.
  using Candidate = std::uint64_t;
  static Candidate candidate(std::uint32_t rank, std::uint32_t position) {
    return Candidate{rank} << 32U | position;
  }
  // A symbol and where its neighbours are: together, because words of megabytes are visited all over.
  struct Node {
    Symbol symbol;
    std::uint32_t previous;
    std::uint32_t next;
  };

  const Merges* merges_;
  std::vector<Merge> rules_{};  // of each symbol with the next one
  std::vector<Candidate> heap_{};
  std::vector<Node> nodes_{};
};

}  // namespace hfi::tokenizers::models
