#pragma once
// The tokens inside of {{ … }} and {% … %}.

#include "tokenizers/chat/syntax/tokens.h"

namespace hfi::tokenizers::chat {

// Bytes of white space at the beginning of the text, as Python's \s has it.
std::size_t leading_space(std::string_view text);
// Bytes of white space at its end.
std::size_t trailing_space(std::string_view text);

// A name, literal or symbol at the start of `text`; `length` says how many bytes it takes. `after_dot` says that a dot
// precedes it, so that "x.1.5" is no fraction.
struct Scanned {
  Token token{};
  std::size_t length = 0;
};
Result<Scanned> scan_token(std::string_view text, std::size_t line, bool after_dot);

}  // namespace hfi::tokenizers::chat
