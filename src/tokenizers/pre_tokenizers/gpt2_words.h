#pragma once

#include "tokenizers/pre_tokenizers/word_kinds.h"
#include "tokenizers/text/pieces.h"

namespace hfi::tokenizers::pre_tokenizers {

// Adds the matches of GPT-2's pattern, which cover the whole of `text` from `begin` to its end:
// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
class Gpt2Words {
 public:
  void split(std::string_view text, std::size_t begin, PieceSink& sink) const;

 private:
  [[nodiscard]] std::size_t word(std::string_view text, std::size_t at) const;

  WordKinds kinds_{};
};

}  // namespace hfi::tokenizers::pre_tokenizers
