#pragma once

#include <optional>

#include "tokenizers/pre_tokenizers/word_kinds.h"
#include "tokenizers/text/pieces.h"

namespace hfi::tokenizers::pre_tokenizers {

// Adds the matches of the pattern of cl100k (GPT-4, Llama 3) or Qwen, which cover the whole of a text. By hand, for these are
// the words of most language models, and finding them with PCRE2 took longer than all the rest.
class Cl100kWords {
 public:
  // nullopt when the pattern is another.
  static std::optional<Cl100kWords> of(std::string_view pattern);

  void split(std::string_view text, std::size_t begin, PieceSink& sink) const;

 private:
  explicit Cl100kWords(std::size_t most_digits) : most_digits_(most_digits) {}

  [[nodiscard]] std::size_t word(std::string_view text, std::size_t at) const;
  [[nodiscard]] std::size_t digits(std::string_view text, std::size_t at) const;
  [[nodiscard]] std::size_t others(std::string_view text, std::size_t at) const;

  WordKinds kinds_{};
  std::size_t most_digits_;
};

}  // namespace hfi::tokenizers::pre_tokenizers
