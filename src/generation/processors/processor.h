#pragma once
// A logits processor changes the scores of the next token, given the tokens so far.
// Reference: transformers, generation/logits_process.py; one function here per class there.

#include <functional>
#include <limits>

#include "generation/generation_config.h"

namespace hfi::generation {

using LogitsProcessor = std::function<void(TokenView tokens, Scores scores)>;

constexpr float never = -std::numeric_limits<float>::infinity();

// processors/repetition.cpp: what was said before becomes less, or more, likely.
LogitsProcessor repetition_penalty(double penalty);
LogitsProcessor encoder_repetition_penalty(double penalty, Tokens encoder_tokens);
LogitsProcessor no_repeat_ngram(std::size_t size);
LogitsProcessor encoder_no_repeat_ngram(std::size_t size, Tokens encoder_tokens);

// processors/tokens.cpp: tokens that may not, or must, come.
LogitsProcessor sequence_bias(std::vector<SequenceBias> biases);
LogitsProcessor no_bad_words(const std::vector<Tokens>& words, const Tokens& eos);
LogitsProcessor suppress_tokens(Tokens suppressed);
LogitsProcessor suppress_tokens_at_begin(Tokens suppressed, std::size_t begin_index);
LogitsProcessor forced_bos_token(TokenId bos);

// processors/timestamps.cpp: when what is said was said. `begin_index` tokens were there before the first that is generated.
LogitsProcessor whisper_timestamps(Timestamps timestamps, TokenId eos, std::size_t begin_index);

// processors/length.cpp: when the text may, or must, end.
LogitsProcessor min_length(std::size_t length, Tokens eos);
LogitsProcessor forced_eos_token(std::size_t max_length, Tokens eos);
LogitsProcessor exponential_decay_length_penalty(LengthDecay decay, Tokens eos,
                                                 std::size_t prompt_length);

// processors/warpers.cpp: the shape of the distribution that is sampled from. `keep` tokens always stay.
LogitsProcessor temperature(double value);
LogitsProcessor top_k(std::size_t count, std::size_t keep);
LogitsProcessor top_p(double mass, std::size_t keep);
LogitsProcessor min_p(double share, std::size_t keep);
LogitsProcessor typical_p(double mass, std::size_t keep);
LogitsProcessor epsilon_cutoff(double epsilon, std::size_t keep);
LogitsProcessor eta_cutoff(double epsilon, std::size_t keep);

// processors/values.cpp: the numbers themselves.
LogitsProcessor remove_invalid_values();
LogitsProcessor log_normalization();

}  // namespace hfi::generation
