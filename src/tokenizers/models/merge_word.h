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
  void push(const std::vector<Symbol>& symbols, std::uint32_t left, std::uint32_t right);

  struct Candidate {
    std::uint32_t rank;
    std::uint32_t position;
    std::int32_t id;
    // the lowest rank, then the leftmost, is the largest of the heap
    friend bool operator<(const Candidate& a, const Candidate& b) {
      return a.rank != b.rank ? a.rank > b.rank : a.position > b.position;
    }
  };
  struct Links {
    std::uint32_t previous;
    std::uint32_t next;
  };

  const Merges* merges_;
  std::vector<Merge> rules_{};  // of each symbol with the next one
  std::vector<Candidate> heap_{};
  std::vector<Links> links_{};
};

}  // namespace hfi::tokenizers::models
