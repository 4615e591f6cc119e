#include "tokenizers/unicode/lowercase.h"

#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::unicode {

void write_lowercase(Rewrite& out, char32_t character) {
  constexpr char32_t combining_dot = 0x307;
  if (character == capital_i_with_dot) {
    out.replace('i');
    out.insert(combining_dot);
  } else {
    out.replace(lowercase(character));
  }
}

Result<AlignedText> lowercased(const AlignedText& text) {
  Rewrite out(text);
  while (!out.at_end()) write_lowercase(out, utf8::decode(out.source(), out.position()).character);
  return std::move(out).finish();
}

}  // namespace hfi::tokenizers::unicode
