#pragma once

#include "tokenizers/models/model.h"
#include "tokenizers/models/word_cache.h"

namespace hfi::tokenizers::models {

// Passes added tokens through and calls word(index, begin, word) for each other piece, until one fails.
template <class Word>
Result<void> each_piece(const Pieces& pieces, std::vector<ModelToken>& tokens, Word&& word) {
  const auto text = pieces.text.view();
  for (std::uint32_t i = 0; i < pieces.pieces.size(); ++i) {
    const auto& [begin, end, added_token] = pieces.pieces[i];
    if (added_token != not_added) {
      tokens.push_back({added_token, begin, end, i});
      continue;
    }
    TRY(word(i, begin, text.substr(begin, end - begin)));
  }
  return {};
}

// Words of one model that are cut only once as long as they are remembered. What becomes of a word must not depend on where
// it stands.
class CachedWords {
 public:
  explicit CachedWords(std::uint32_t owner) : owner_(owner), cache_(&WordCache::of_this_thread()) {}

  // Appends the tokens of a word. `cut(piece, begin, word)` does so where they are not known.
  template <class Cut>
  Result<void> append(std::uint32_t piece, std::uint32_t begin, std::string_view word,
                      std::vector<ModelToken>& tokens, Cut&& cut) {
    if (word.size() > WordCache::longest_word) return cut(piece, begin, word);
    const auto key = WordCache::key_of(word, owner_);
    if (cache_->append(key, piece, begin, tokens)) return {};
    const auto before = tokens.size();
    TRY(cut(piece, begin, word));
    cache_->insert(key, begin, std::span(tokens).subspan(before));
    return {};
  }

 private:
  std::uint32_t owner_;
  WordCache* cache_;
};

}  // namespace hfi::tokenizers::models
