#pragma once

#include <array>

#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::pre_tokenizers {

// The kinds of characters that the patterns of language models tell apart: \p{L}, \p{N}, \s and the rest.
class WordKinds {
 public:
  enum class Kind : std::uint8_t { letter, number, space, other };

  WordKinds() : classes_(unicode::classes()) {
    for (char32_t c = 0; c < ascii_.size(); ++c) ascii_[c] = kind_of(classes_[c]);
  }

  struct Next {
    Kind kind;
    std::uint32_t length;
  };
  // The character at `at`, which is not the end.
  [[nodiscard]] Next next(std::string_view text, std::size_t at) const {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return {ascii_[byte], 1};
    const auto [character, length] = utf8::decode(text, at);
    return {kind_of(classes_[character]), length};
  }
  [[nodiscard]] bool is(Kind kind, std::string_view text, std::size_t at) const {
    return at < text.size() && next(text, at).kind == kind;
  }

  // The end of the run of one kind that starts at `at`.
  [[nodiscard]] std::size_t run(std::string_view text, std::size_t at, Kind kind) const {
    while (at < text.size()) {
      const auto [found, length] = next(text, at);
      if (found != kind) break;
      at += length;
    }
    return at;
  }

  // \s+(?!\S)|\s+ for the run of white space that ends at `end`: it leaves its last character to the word behind it, if there
  // is one, unless it is the only one.
  [[nodiscard]] static std::size_t spaces(std::string_view text, std::size_t at, std::size_t end) {
    if (end == text.size()) return end;
    const auto last = utf8::previous(text, end);
    return last == at ? end : last;
  }

 private:
  static Kind kind_of(unicode::Class c) {
    if (c & unicode::white_space) return Kind::space;
    if (unicode::is_one_of(c, unicode::letters)) return Kind::letter;
    return unicode::is_one_of(c, unicode::numbers) ? Kind::number : Kind::other;
  }

  const unicode::CodePointMap<unicode::Class>& classes_;
  std::array<Kind, 128> ascii_{};
};

}  // namespace hfi::tokenizers::pre_tokenizers
