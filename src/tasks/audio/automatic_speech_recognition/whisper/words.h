#pragma once
// Tokens as words, with the punctuation that belongs to them.
// Reference: transformers, models/whisper/tokenization_whisper.py, _combine_tokens_into_words.

#include <optional>
#include <string>
#include <vector>

#include "tokenizers/tokenizer.h"

namespace hfi::tasks::whisper {

struct Word {
  std::string text;
  std::vector<std::size_t> tokens;  // their places
};

// `language` is a name such as "japanese", which is written without spaces; nullopt for the tokenizer's own, else English.
std::vector<Word> words_of(const tokenizers::Tokenizer& tokenizer,
                           const std::vector<std::int32_t>& tokens,
                           const std::optional<std::string>& language);

}  // namespace hfi::tasks::whisper
