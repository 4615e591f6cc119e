#pragma once

#include "tokenizers/regex/character_set.h"
#include "tokenizers/regex/scanner.h"

namespace hfi::tokenizers::regex {

// What comes after a backslash, where it means a character or a set of them: exactly one of the two is there,
// or neither when it means something else (an anchor, a reference), and then nothing but the letter has been read.
struct Escape {
  std::optional<char32_t> character{};
  std::optional<CharacterSet> set{};
  char32_t letter{};
};

enum class Where { outside, in_class };
Result<Escape> read_escape(Scanner& pattern, Where where);

// The rest of a class after "[".
Result<CharacterSet> read_class(Scanner& pattern);

// A character as a pattern that matches it.
std::string literal(char32_t character);

}  // namespace hfi::tokenizers::regex
