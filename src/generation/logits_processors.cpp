#include "generation/logits_processors.h"

#include <algorithm>

namespace hfi::generation {
namespace {

Result<void> check_tokens(std::string_view key, const Tokens& tokens, std::size_t vocabulary) {
  for (const auto id : tokens)
    if (static_cast<std::size_t>(id) >= vocabulary)
      return fail(ErrorCode::model_invalid,
                  "generation_config.json: " + std::string(key) + ": " + std::to_string(id) +
                      " is outside the vocabulary of " + std::to_string(vocabulary));
  return {};
}

// eos_token_id may name tokens that the vocabulary lacks: they never come, and nothing is done to them.
Tokens inside(const Tokens& tokens, std::size_t vocabulary) {
  Tokens kept;
  std::ranges::copy_if(tokens, std::back_inserter(kept),
                       [&](TokenId id) { return static_cast<std::size_t>(id) < vocabulary; });
  return kept;
}

Result<void> check(const GenerationConfig& config, const Surroundings& around) {
  const auto vocabulary = around.vocabulary;
  TRY(check_tokens("forced_eos_token_id", config.forced_eos_token_id, vocabulary));
  TRY(check_tokens("suppress_tokens", config.suppress_tokens, vocabulary));
  TRY(check_tokens("begin_suppress_tokens", config.begin_suppress_tokens, vocabulary));
  if (config.forced_bos_token_id)
    TRY(check_tokens("forced_bos_token_id", {*config.forced_bos_token_id}, vocabulary));
  if (config.timestamps)
    TRY(check_tokens("no_timestamps_token_id", {config.timestamps->begin - 1}, vocabulary));
  for (const auto& word : config.bad_words_ids)
    TRY(check_tokens("bad_words_ids", word, vocabulary));
  for (const auto& bias : config.sequence_bias)
    TRY(check_tokens("sequence_bias", bias.sequence, vocabulary));
  const bool looks_at_encoder =
      config.encoder_repetition_penalty != 1 || config.encoder_no_repeat_ngram_size > 0;
  if (looks_at_encoder)
    TRY(check_tokens("a token of the input", around.encoder_tokens, vocabulary));
  return {};
}

using Processors = std::vector<LogitsProcessor>;

void add_repetition(Processors& list, const GenerationConfig& config, const Surroundings& around) {
  const bool encoded = !around.encoder_tokens.empty();
  if (!config.sequence_bias.empty()) list.push_back(sequence_bias(config.sequence_bias));
  if (config.encoder_repetition_penalty != 1 && encoded)
    list.push_back(
        encoder_repetition_penalty(config.encoder_repetition_penalty, around.encoder_tokens));
  if (config.repetition_penalty != 1) list.push_back(repetition_penalty(config.repetition_penalty));
  if (config.no_repeat_ngram_size > 0) list.push_back(no_repeat_ngram(config.no_repeat_ngram_size));
  if (config.encoder_no_repeat_ngram_size > 0 && encoded)
    list.push_back(
        encoder_no_repeat_ngram(config.encoder_no_repeat_ngram_size, around.encoder_tokens));
}

void add_tokens(Processors& list, const GenerationConfig& config, const Surroundings& around) {
  const auto eos = inside(config.eos_token_id, around.vocabulary);
  if (!config.bad_words_ids.empty())
    list.push_back(no_bad_words(config.bad_words_ids, config.eos_token_id));
  if (!eos.empty() && around.lengths.min_length > 0)
    list.push_back(min_length(around.lengths.min_length, eos));
  if (config.forced_bos_token_id) list.push_back(forced_bos_token(*config.forced_bos_token_id));
  if (!config.forced_eos_token_id.empty())
    list.push_back(forced_eos_token(around.lengths.max_length, config.forced_eos_token_id));
  if (config.remove_invalid_values) list.push_back(remove_invalid_values());
  if (config.exponential_decay_length_penalty)
    list.push_back(exponential_decay_length_penalty(*config.exponential_decay_length_penalty, eos,
                                                    around.prompt_length));
  if (!config.suppress_tokens.empty()) list.push_back(suppress_tokens(config.suppress_tokens));
  if (!config.begin_suppress_tokens.empty()) {
    const bool forced = around.prompt_length <= 1 && config.forced_bos_token_id.has_value();
    list.push_back(suppress_tokens_at_begin(config.begin_suppress_tokens,
                                            around.prompt_length + (forced ? 1 : 0)));
  }
  if (config.timestamps && !config.eos_token_id.empty())
    list.push_back(
        whisper_timestamps(*config.timestamps, config.eos_token_id.front(), around.prompt_length));
}

// Beam search needs a token beside every end to go on with.
std::size_t tokens_to_keep(const GenerationConfig& config) {
  if (config.num_beams == 1) return 1;
  return config.eos_token_id.empty() ? 2 : config.eos_token_id.size() + 1;
}

bool is_cutoff(double value) { return value > 0 && value < 1; }

void add_warpers(Processors& list, const GenerationConfig& config) {
  const auto keep = tokens_to_keep(config);
  if (config.temperature != 1) list.push_back(temperature(config.temperature));
  if (config.top_k != 0) list.push_back(top_k(config.top_k, keep));
  if (config.top_p < 1) list.push_back(top_p(config.top_p, keep));
  if (config.min_p) list.push_back(min_p(*config.min_p, keep));
  if (config.typical_p < 1) list.push_back(typical_p(config.typical_p, keep));
  if (is_cutoff(config.epsilon_cutoff)) list.push_back(epsilon_cutoff(config.epsilon_cutoff, keep));
  if (is_cutoff(config.eta_cutoff)) list.push_back(eta_cutoff(config.eta_cutoff, keep));
}

}  // namespace

Result<Processors> logits_processors(const GenerationConfig& config,
                                     const Surroundings& surroundings) {
  TRY(check(config, surroundings));
  Processors list;
  add_repetition(list, config, surroundings);
  add_tokens(list, config, surroundings);
  if (config.do_sample) add_warpers(list, config);
  if (config.renormalize_logits) list.push_back(log_normalization());
  return list;
}

}  // namespace hfi::generation
