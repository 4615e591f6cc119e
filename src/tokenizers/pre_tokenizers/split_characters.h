#pragma once

#include "tokenizers/pre_tokenizers/behavior.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::pre_tokenizers {

// Splits at each character that `is_delimiter` accepts; delimiters side by side are one each.
template <class IsDelimiter>
void split_characters(Pieces& pieces, Behavior behavior, IsDelimiter&& is_delimiter) {
  split_pieces(pieces, [&](std::string_view text, const Piece& piece, PieceSink& sink) {
    Delimited out(behavior, sink);
    std::size_t begin = piece.begin;
    for (std::size_t i = piece.begin; i < piece.end;) {
      const auto [character, length] = utf8::decode(text, i);
      if (is_delimiter(character)) {
        if (begin < i) out.add(begin, i, false);
        out.add(i, i + length, true);
        begin = i + length;
      }
      i += length;
    }
    if (begin < piece.end) out.add(begin, piece.end, false);
  });
}

}  // namespace hfi::tokenizers::pre_tokenizers
