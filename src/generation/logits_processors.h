#pragma once
// The logits processors that a configuration asks for, in the order of the reference.
// Reference: transformers, generation/utils.py, _get_logits_processor.

#include "generation/processors/processor.h"

namespace hfi::generation {

// What processors need to know beside the configuration.
struct Surroundings {
  Lengths lengths;
  std::size_t prompt_length = 0;
  Tokens encoder_tokens{};  // of an encoder-decoder model; empty for a decoder
  std::size_t vocabulary = 0;
};

// Fails with model_invalid when the configuration names a token outside the vocabulary.
Result<std::vector<LogitsProcessor>> logits_processors(const GenerationConfig& config,
                                                       const Surroundings& surroundings);

}  // namespace hfi::generation
