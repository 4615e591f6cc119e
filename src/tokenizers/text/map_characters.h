#pragma once
// Rewrites that look at one character at a time.

#include "tokenizers/text/aligned_text.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {

// Drops the characters that `keep` refuses.
template <class Keep>
Result<AlignedText> filtered(const AlignedText& text, Keep&& keep) {
  Rewrite out(text);
  while (!out.at_end()) {
    const auto [character, length] = utf8::decode(out.source(), out.position());
    if (keep(character))
      out.keep(length);
    else
      out.drop();
  }
  return std::move(out).finish();
}

// Puts `map(character)` in the place of each character.
template <class Map>
Result<AlignedText> mapped(const AlignedText& text, Map&& map) {
  Rewrite out(text);
  while (!out.at_end()) out.replace(map(utf8::decode(out.source(), out.position()).character));
  return std::move(out).finish();
}

}  // namespace hfi::tokenizers
