#include "tokenizers/models/merge_word.h"

#include <algorithm>
#include <functional>

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

void WordMerger::push(std::uint32_t left, std::uint32_t right) {
  const auto rule = merges_->find(nodes_[left].symbol.id, nodes_[right].symbol.id);
  if (rule.rank != Merges::no_rank) heap_.push_back(candidate(rule.rank, left));
}

void WordMerger::push_in_order(std::uint32_t left, std::uint32_t right) {
  const auto before = heap_.size();
  push(left, right);
  if (heap_.size() > before) std::ranges::push_heap(heap_, std::greater());
}

void WordMerger::load(const std::vector<Symbol>& symbols) {
  const auto count = static_cast<std::uint32_t>(symbols.size());
  heap_.clear();
  nodes_.clear();
  for (std::uint32_t i = 0; i < count; ++i)
    nodes_.push_back({symbols[i], i == 0 ? nothing : i - 1, i + 1 < count ? i + 1 : nothing});
  for (std::uint32_t i = 0; i + 1 < count; ++i) push(i, i + 1);
  std::ranges::make_heap(heap_, std::greater());
}

void WordMerger::merge_long(std::vector<Symbol>& symbols) {
  load(symbols);
  while (!heap_.empty()) {
    std::ranges::pop_heap(heap_, std::greater());
    const auto best = heap_.back();
    heap_.pop_back();
    const auto left = static_cast<std::uint32_t>(best);
    auto& node = nodes_[left];
    const auto right = node.next;
    // the pair may have changed since it was found; a symbol that is gone has no bytes
    if (node.symbol.bytes == 0 || right == nothing) continue;
    const auto rule = merges_->find(node.symbol.id, nodes_[right].symbol.id);
    if (candidate(rule.rank, left) != best) continue;
    node.symbol = {rule.id, node.symbol.bytes + nodes_[right].symbol.bytes};
    nodes_[right].symbol.bytes = 0;
    const auto next = node.next = nodes_[right].next;
    if (next != nothing) nodes_[next].previous = left;
    if (node.previous != nothing) push_in_order(node.previous, left);
    if (next != nothing) push_in_order(left, next);
  }
  symbols.clear();
  for (const auto& node : nodes_)
    if (node.symbol.bytes != 0) symbols.push_back(node.symbol);
}

}  // namespace hfi::tokenizers::models
