#include "tokenizers/models/word_cache.h"

namespace hfi::tokenizers::models {

void WordCache::insert(std::string_view word, std::span<const Symbol> symbols) {
  if (2 * words_ >= slots_.size()) {
    if (slots_.size() == most_slots) return;
    const auto old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    words_ = 0;
    for (const auto& slot : old)
      if (slot.count != 0) place(slot);
  }
  const auto first = static_cast<std::uint32_t>(symbols_.size());
  symbols_.insert(symbols_.end(), symbols.begin(), symbols.end());
  place({hash(word), word, first, static_cast<std::uint32_t>(symbols.size())});
}

// A word that finds no room is left out.
void WordCache::place(const Slot& slot) {
  for (std::size_t i = 0; i < probes; ++i) {
    auto& place = slots_[(slot.hash + i) & (slots_.size() - 1)];
    if (place.count != 0) continue;
    place = slot;
    ++words_;
    return;
  }
}

}  // namespace hfi::tokenizers::models
