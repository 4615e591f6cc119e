#pragma once
// Texts that end generation, found across the borders of tokens.
// Reference: transformers, generation/stopping_criteria.py, StopStringCriteria.

#include <functional>
#include <map>
#include <string>

#include "generation/tokens.h"
#include "tokenizers/tokenizer.h"

namespace hfi::generation {

// The bytes that a token adds to a text.
using TokenText = std::function<std::string(TokenId)>;

// Bytes of byte-level and byte-fallback tokens stay bytes, even where they are no whole character. The tokenizer must
// outlive what is returned.
Result<TokenText> token_text(const tokenizers::Tokenizer& tokenizer);

class StopStrings {
 public:
  StopStrings(std::vector<std::string> texts, TokenText token_text);

  // Whether one of the texts ends inside the last of `tokens`, wherever it begins.
  bool end(TokenView tokens);

 private:
  const std::string& text_of(TokenId token);

  std::vector<std::string> texts_;
  std::size_t longest_ = 0;
  TokenText token_text_;
  std::map<TokenId, std::string> known_{};
};

}  // namespace hfi::generation
