#pragma once
// The search that a configuration asks for.

#include <memory>

#include "generation/generation_config.h"
#include "generation/search.h"
#include "generation/stop_strings.h"

namespace hfi::generation {

struct SearchInput {
  Tokens prompt;               // what the decoder begins with
  Tokens encoder_tokens{};     // what the encoder read; empty for a decoder alone
  std::size_t vocabulary = 0;  // extent of the logits
  std::optional<std::size_t> max_position_embeddings{};  // config.json's
  std::optional<std::size_t> capacity{};                 // the longest sequence that can be fed
  TokenText token_text{};                                // needed where there are stop strings
  // Where it is put how likely what was written is, unless nobody wants to know: the mean log-probability of its tokens by
  // their processed scores, temperature apart.
  std::shared_ptr<double> score{};
};

// Fails with input_too_long when the prompt leaves no room for a token, and with model_invalid when the configuration names
// tokens outside the vocabulary.
Result<std::unique_ptr<Search>> make_search(const GenerationConfig& config, SearchInput input);

}  // namespace hfi::generation
