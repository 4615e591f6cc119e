#pragma once
// Sets of characters, written so that PCRE2 matches the ones that Oniguruma would, whatever version of Unicode it knows.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace hfi::tokenizers::regex {

// A union: the items of a PCRE2 class ("a-z\p{Lu}") and patterns of one character each.
struct CharacterSet {
  std::string items{};
  std::vector<std::string> alternatives{};

  void add(const CharacterSet& other);
  void add_range(char32_t first, char32_t last);

  // A pattern that matches one character in the set, or one outside of it.
  [[nodiscard]] std::string inside() const;
  [[nodiscard]] std::string outside() const;
  // The complement, as a set.
  [[nodiscard]] CharacterSet complement() const;
};

// \s, \w, \d and \h (a hexadecimal digit) of Oniguruma. Outside of a class, its \w has six more characters than inside.
CharacterSet white_space();
CharacterSet word();
CharacterSet word_in_class();
CharacterSet digit();
CharacterSet hexadecimal();

// \p{name}. Fails with model_unsupported when the name is unknown.
Result<CharacterSet> property(std::string_view name);
// [:name:]
Result<CharacterSet> posix_bracket(std::string_view name);

}  // namespace hfi::tokenizers::regex
