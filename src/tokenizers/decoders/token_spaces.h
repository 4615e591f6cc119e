#pragma once
// The spaces that English text has not, where tokens were joined with them: "do n't ." becomes "don't.".

#include "tokenizers/decoders/decoder.h"

namespace hfi::tokenizers::decoders {

// `cleanup` of the WordPiece and CTC decoders, which looks at one token.
std::string cleaned_up(const std::string& token);

// `clean_up_tokenization_spaces`, which looks at the whole text. The result refers to `next`.
std::unique_ptr<TokenSink> clean_up_tokenization_spaces(TokenSink& next);

}  // namespace hfi::tokenizers::decoders
