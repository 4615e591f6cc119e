#pragma once

#include "tokenizers/models/model.h"

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

}  // namespace hfi::tokenizers::models
