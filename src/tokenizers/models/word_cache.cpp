#include "tokenizers/models/word_cache.h"

#include <atomic>

namespace hfi::tokenizers::models {

WordCache& WordCache::of_this_thread() {
  thread_local WordCache cache;
  return cache;
}

std::uint32_t WordCache::next_owner() {
  static std::atomic<std::uint32_t> owners = 0;
  return ++owners;
}

void WordCache::insert(const Key& key, std::uint32_t begin, std::span<const ModelToken> tokens) {
  if (tokens.size() > most_tokens) return;
  for (auto at = begin; const auto& token : tokens) {
    if (token.begin != at) return;
    at = token.end;
  }
  auto& slot = slots_[index_of(key)];
  slot.key = key;
  slot.count = static_cast<std::uint8_t>(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    slot.bytes[i] = static_cast<std::uint8_t>(tokens[i].end - tokens[i].begin);
    slot.ids[i] = tokens[i].id;
  }
}

}  // namespace hfi::tokenizers::models
