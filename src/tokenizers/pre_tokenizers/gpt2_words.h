#pragma once

#include "tokenizers/text/pieces.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::pre_tokenizers {

// Adds the matches of GPT-2's pattern, which cover the whole of `text` from `begin` to its end:
// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
class Gpt2Words {
 public:
  Gpt2Words();

  void split(std::string_view text, std::size_t begin, PieceSink& sink) const;

 private:
  enum class Kind : std::uint8_t { letter, number, space, other };
  struct Next {
    Kind kind;
    std::uint32_t length;
  };

  static Kind kind_of(unicode::Class c);
  [[nodiscard]] Next next(std::string_view text, std::size_t at) const;
  [[nodiscard]] std::size_t run(std::string_view text, std::size_t at, Kind kind) const;
  [[nodiscard]] std::size_t spaces(std::string_view text, std::size_t at) const;
  [[nodiscard]] std::size_t word(std::string_view text, std::size_t at) const;

  const unicode::CodePointMap<unicode::Class>& classes_;
  std::array<Kind, 128> ascii_{};
};

}  // namespace hfi::tokenizers::pre_tokenizers
