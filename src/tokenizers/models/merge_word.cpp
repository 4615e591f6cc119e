#include "tokenizers/models/merge_word.h"

#include <algorithm>

namespace hfi::tokenizers::models {
namespace {

// Up to here looking through all pairs for the best one is faster than keeping them in a heap.
constexpr std::size_t longest_short_word = 48;
constexpr std::uint32_t nothing = 0xFFFFFFFF;

}  // namespace

void WordMerger::merge(std::vector<Symbol>& symbols) {
  if (symbols.size() < 2) return;
  if (symbols.size() <= longest_short_word)
    merge_short(symbols);
  else
    merge_long(symbols);
}

void WordMerger::merge_short(std::vector<Symbol>& symbols) {
  rules_.clear();
  for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
    rules_.push_back(merges_->find(symbols[i].id, symbols[i + 1].id));
  while (!rules_.empty()) {
    const auto best = std::ranges::min_element(rules_, {}, &Merge::rank);
    if (best->rank == Merges::no_rank) return;
    const auto i = static_cast<std::size_t>(best - rules_.begin());
    symbols[i] = {best->id, symbols[i].bytes + symbols[i + 1].bytes};
    symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    rules_.erase(best);
    if (i > 0) rules_[i - 1] = merges_->find(symbols[i - 1].id, symbols[i].id);
    if (i < rules_.size()) rules_[i] = merges_->find(symbols[i].id, symbols[i + 1].id);
  }
}

void WordMerger::push(const std::vector<Symbol>& symbols, std::uint32_t left, std::uint32_t right) {
  const auto rule = merges_->find(symbols[left].id, symbols[right].id);
  if (rule.rank == Merges::no_rank) return;
  heap_.push_back({rule.rank, left, rule.id});
}

void WordMerger::merge_long(std::vector<Symbol>& symbols) {
  const auto count = static_cast<std::uint32_t>(symbols.size());
  heap_.clear();
  links_.clear();
  for (std::uint32_t i = 0; i < count; ++i)
    links_.push_back({i == 0 ? nothing : i - 1, i + 1 < count ? i + 1 : nothing});
  for (std::uint32_t i = 0; i + 1 < count; ++i) push(symbols, i, i + 1);
  std::make_heap(heap_.begin(), heap_.end());
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end());
    const auto [rank, left, id] = heap_.back();
    heap_.pop_back();
    const auto right = links_[left].next;
    // the pair may have changed since it was found; a symbol that is gone has no bytes
    if (symbols[left].bytes == 0 || right == nothing) continue;
    const auto rule = merges_->find(symbols[left].id, symbols[right].id);
    if (rule.rank == Merges::no_rank || rule.id != id) continue;
    symbols[left] = {id, symbols[left].bytes + symbols[right].bytes};
    symbols[right].bytes = 0;
    const auto next = links_[left].next = links_[right].next;
    if (next != nothing) links_[next].previous = left;
    const auto add = [&](std::uint32_t a, std::uint32_t b) {
      const auto before = heap_.size();
      push(symbols, a, b);
      if (heap_.size() > before) std::push_heap(heap_.begin(), heap_.end());
    };
    if (links_[left].previous != nothing) add(links_[left].previous, left);
    if (next != nothing) add(left, next);
  }
  std::erase_if(symbols, [](const Symbol& symbol) { return symbol.bytes == 0; });
}

}  // namespace hfi::tokenizers::models
