#pragma once
// How to decode: generation_config.json and the options of a request as one value.
// Reference: transformers, generation/configuration_utils.py, GenerationConfig; names and defaults are its own.

#include <optional>
#include <string>
#include <utility>

#include "core/result.h"
#include "generation/tokens.h"

namespace hfi::generation {

enum class EarlyStopping { no, yes, never };

// Tokens that, when they follow each other, get `bias` added to the score of the last.
struct SequenceBias {
  Tokens sequence;
  float bias;
};

// Tokens of the times at which something was said: those from `begin` on, in pairs around what was said between them
// (arXiv 2212.04356, section 2.3). generation_config.json calls them no_timestamps_token_id + 1 and
// max_initial_timestamp_index.
struct Timestamps {
  TokenId begin;
  std::optional<std::size_t> max_initial_index{};
};

// From `start` new tokens on, the score of ending grows by |score| * (factor ^ steps - 1).
struct LengthDecay {
  std::size_t start;
  double factor;
};

struct GenerationConfig {
  // in tokens; max_length and min_length count the prompt of a decoder
  std::optional<std::size_t> max_length{}, max_new_tokens{}, min_length{}, min_new_tokens{};
  std::vector<std::string> stop_strings{};

  bool do_sample = false;
  std::size_t num_beams = 1;
  EarlyStopping early_stopping = EarlyStopping::no;
  double length_penalty = 1;
  std::optional<std::uint64_t> seed{};

  double temperature = 1;
  std::size_t top_k = 50;
  double top_p = 1;
  std::optional<double> min_p{};
  double typical_p = 1;
  double epsilon_cutoff = 0;
  double eta_cutoff = 0;

  double repetition_penalty = 1;
  double encoder_repetition_penalty = 1;
  std::size_t no_repeat_ngram_size = 0;
  std::size_t encoder_no_repeat_ngram_size = 0;
  std::vector<Tokens> bad_words_ids{};
  std::vector<SequenceBias> sequence_bias{};
  Tokens suppress_tokens{};
  Tokens begin_suppress_tokens{};
  std::optional<TokenId> forced_bos_token_id{};
  Tokens forced_eos_token_id{};
  std::optional<LengthDecay> exponential_decay_length_penalty{};
  std::optional<Timestamps> timestamps{};  // where return_timestamps is true
  bool remove_invalid_values = false;
  bool renormalize_logits = false;

  std::optional<TokenId> bos_token_id{}, pad_token_id{}, decoder_start_token_id{};
  Tokens eos_token_id{};
};

// `over` laid over `base`: a member that is not null wins.
json::Object overlay(json::Object base, const json::Object& over);

// The members of a generation_config.json, laid over each other beforehand: those of the file, then what the caller
// prefers, then the options of the request, which may say `stop` for `stop_strings` and give a `seed`. A member that is
// absent or null takes the default of the reference. Members that decoding does not know, such as those of one family,
// are left to others. Fails with model_invalid where a value is of the wrong type or out of range, and with
// model_unsupported where it asks for a way of decoding that is not built in.
Result<GenerationConfig> read_generation_config(const json::Object& members);

// How long the whole sequence may and must get.
struct Lengths {
  std::size_t max_length;
  std::size_t min_length;
};

// `max_position_embeddings` (of config.json) bounds the default of 20 new tokens only, as in the reference. Fails with
// input_too_long when `prompt_length` leaves no room for a token.
Result<Lengths> lengths_of(const GenerationConfig& config, std::size_t prompt_length,
                           std::optional<std::size_t> max_position_embeddings);

}  // namespace hfi::generation
