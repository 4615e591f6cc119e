#pragma once

#include "tokenizers/text/aligned_text.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {

// Writes `prefix`, then the next character of the source, all of it as coming from that character.
inline void write_prefix(Rewrite& out, std::string_view prefix) {
  const auto next = utf8::decode(out.source(), out.position()).character;
  const auto first = utf8::decode(prefix, 0);
  out.replace(first.character);
  out.insert(prefix.substr(first.length));
  out.insert(next);
}

}  // namespace hfi::tokenizers
