#pragma once
// What connectionist temporal classification heard (Graves et al., ICML 2006), with the steps at which it did.
// Reference: transformers, models/wav2vec2/tokenization_wav2vec2.py, convert_tokens_to_string.

#include <string>
#include <vector>

#include "tokenizers/tokenizer.h"

namespace hfi::tasks {

struct Piece {
  std::string text;
  std::size_t start, end;  // steps of the model's output
  friend bool operator==(const Piece&, const Piece&) = default;
};

// `ids` are the likeliest token of each step: equal neighbours are one, padding is nothing, the delimiter of words is a space.
std::vector<Piece> ctc_characters(const std::vector<std::int32_t>& ids,
                                  const tokenizers::Tokenizer& tokenizer);

// What stands between spaces.
std::vector<Piece> ctc_words(const std::vector<Piece>& characters);

}  // namespace hfi::tasks
