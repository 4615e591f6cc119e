#include "generation/generation_config.h"

#include <algorithm>
#include <array>
#include <limits>

#include "generation/config_reader.h"

namespace hfi::generation {
namespace {

constexpr std::size_t default_new_tokens = 20;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Range positive{0, infinity, false};
constexpr Range probability{0, 1};
constexpr Range any_number{-infinity, infinity};
constexpr std::size_t max_beams = 64;

void read_lengths(ConfigReader& reader, GenerationConfig& config) {
  reader.count("max_length", config.max_length);
  reader.count("max_new_tokens", config.max_new_tokens, 1);
  reader.count("min_length", config.min_length);
  reader.count("min_new_tokens", config.min_new_tokens);
}

void read_stop_strings(ConfigReader& reader, std::string_view key, GenerationConfig& config) {
  const auto* value = reader.find(key);
  if (value == nullptr) return;
  config.stop_strings.clear();
  const auto list = value->is_array() ? value->get_array() : json::Array{*value};
  for (const auto& text : list) {
    if (!text.is_string() || text.get_string().empty())
      return reader.expect(key, "a text or a list of texts");
    config.stop_strings.emplace_back(text.get_string());
  }
}

void read_early_stopping(ConfigReader& reader, GenerationConfig& config) {
  const auto* value = reader.find("early_stopping");
  if (value == nullptr) return;
  if (value->is_bool())
    config.early_stopping = value->get_bool() ? EarlyStopping::yes : EarlyStopping::no;
  else if (value->is_string() && value->get_string() == "never")
    config.early_stopping = EarlyStopping::never;
  else
    reader.expect("early_stopping", "true, false or \"never\"");
}

void read_strategy(ConfigReader& reader, GenerationConfig& config) {
  reader.flag("do_sample", config.do_sample);
  reader.count("num_beams", config.num_beams, 1);
  if (config.num_beams > max_beams) reader.expect("num_beams", "at most 64");
  read_early_stopping(reader, config);
  reader.number("length_penalty", config.length_penalty, any_number);
  std::optional<std::size_t> seed;
  reader.count("seed", seed);
  config.seed = seed;
}

void read_warpers(ConfigReader& reader, GenerationConfig& config) {
  if (config.do_sample) reader.number("temperature", config.temperature, positive);
  reader.count("top_k", config.top_k);
  reader.number("top_p", config.top_p, probability);
  double min_p = -1;
  reader.number("min_p", min_p, probability);
  if (min_p >= 0) config.min_p = min_p;
  reader.number("typical_p", config.typical_p, {0, 1, false});
  reader.number("epsilon_cutoff", config.epsilon_cutoff, probability);
  reader.number("eta_cutoff", config.eta_cutoff, probability);
}

void read_bad_words(ConfigReader& reader, GenerationConfig& config) {
  const auto* value = reader.find("bad_words_ids");
  if (value == nullptr) return;
  if (!value->is_array()) return reader.expect("bad_words_ids", "a list of lists of tokens");
  for (const auto& word : value->get_array()) {
    auto ids = reader.tokens_in(word);
    if (!word.is_array() || !ids || ids->empty())
      return reader.expect("bad_words_ids", "a list of lists of tokens");
    config.bad_words_ids.push_back(std::move(*ids));
  }
}

void read_sequence_bias(ConfigReader& reader, GenerationConfig& config) {
  const auto* value = reader.find("sequence_bias");
  if (value == nullptr) return;
  const auto expected = "a list of [tokens, number]";
  if (!value->is_array()) return reader.expect("sequence_bias", expected);
  for (const auto& entry : value->get_array()) {
    const auto* pair = entry.if_array();
    if (pair == nullptr || pair->size() != 2 || !pair->at(1).is_number())
      return reader.expect("sequence_bias", expected);
    auto ids = reader.tokens_in(pair->at(0));
    if (!ids || ids->empty()) return reader.expect("sequence_bias", expected);
    config.sequence_bias.push_back({std::move(*ids), pair->at(1).to_number<float>()});
  }
}

void read_length_decay(ConfigReader& reader, GenerationConfig& config) {
  const auto* value = reader.find("exponential_decay_length_penalty");
  if (value == nullptr) return;
  const auto* pair = value->if_array();
  if (pair == nullptr || pair->size() != 2 || !pair->at(0).is_int64() ||
      pair->at(0).get_int64() < 0 || !pair->at(1).is_number())
    return reader.expect("exponential_decay_length_penalty", "[start, factor]");
  config.exponential_decay_length_penalty = {static_cast<std::size_t>(pair->at(0).get_int64()),
                                             pair->at(1).to_number<double>()};
}

void read_timestamps(ConfigReader& reader, GenerationConfig& config) {
  bool wanted = false;
  reader.flag("return_timestamps", wanted);
  if (!wanted) return;
  std::optional<TokenId> none;
  reader.token("no_timestamps_token_id", none);
  Timestamps timestamps{.begin = none.value_or(0) + 1};
  reader.count("max_initial_timestamp_index", timestamps.max_initial_index);
  if (none)
    config.timestamps = timestamps;
  else
    reader.expect("return_timestamps", "false where there is no no_timestamps_token_id");
}

void read_processors(ConfigReader& reader, GenerationConfig& config) {
  reader.number("repetition_penalty", config.repetition_penalty, positive);
  reader.number("encoder_repetition_penalty", config.encoder_repetition_penalty, positive);
  reader.count("no_repeat_ngram_size", config.no_repeat_ngram_size);
  reader.count("encoder_no_repeat_ngram_size", config.encoder_no_repeat_ngram_size);
  read_bad_words(reader, config);
  read_sequence_bias(reader, config);
  reader.tokens("suppress_tokens", config.suppress_tokens);
  reader.tokens("begin_suppress_tokens", config.begin_suppress_tokens);
  reader.token("forced_bos_token_id", config.forced_bos_token_id);
  reader.tokens("forced_eos_token_id", config.forced_eos_token_id);
  read_length_decay(reader, config);
  read_timestamps(reader, config);
  reader.flag("remove_invalid_values", config.remove_invalid_values);
  reader.flag("renormalize_logits", config.renormalize_logits);
}

void read_special_tokens(ConfigReader& reader, GenerationConfig& config) {
  reader.token("bos_token_id", config.bos_token_id);
  reader.token("pad_token_id", config.pad_token_id);
  reader.token("decoder_start_token_id", config.decoder_start_token_id);
  reader.tokens("eos_token_id", config.eos_token_id);
}

// Members whose presence means another way of decoding, and the value that means they are off.
struct Unsupported {
  std::string_view key;
  double off;
};
constexpr std::array<Unsupported, 12> unsupported_members = {{{"constraints", 0},
                                                              {"force_words_ids", 0},
                                                              {"dola_layers", 0},
                                                              {"watermarking_config", 0},
                                                              {"max_time", 0},
                                                              {"top_h", 1},
                                                              {"guidance_scale", 1},
                                                              {"num_beam_groups", 1},
                                                              {"diversity_penalty", 0},
                                                              {"token_healing", 0},
                                                              {"penalty_alpha", 0},
                                                              {"prompt_ignore_length", 0}}};

bool is_off(const json::Value& value, double off) {
  if (value.is_bool()) return !value.get_bool();
  return value.is_number() && value.to_number<double>() == off;
}

Result<void> check_supported(const ConfigReader& reader) {
  for (const auto& [key, off] : unsupported_members)
    if (const auto* value = reader.find(key); value != nullptr && !is_off(*value, off))
      return fail(ErrorCode::model_unsupported, "generation_config.json: " + std::string(key) +
                                                    " is " + json::dump(*value) +
                                                    ", which is not built in");
  return {};
}

}  // namespace

json::Object overlay(json::Object base, const json::Object& over) {
  for (const auto& member : over)
    if (!member.value().is_null()) base[member.key()] = member.value();
  return base;
}

Result<GenerationConfig> read_generation_config(const json::Object& members) {
  ConfigReader reader(members);
  TRY(check_supported(reader));
  GenerationConfig config;
  read_lengths(reader, config);
  read_stop_strings(reader, "stop_strings", config);
  read_stop_strings(reader, "stop", config);
  read_strategy(reader, config);
  read_warpers(reader, config);
  read_processors(reader, config);
  read_special_tokens(reader, config);
  TRY(reader.check());
  return config;
}

Result<Lengths> lengths_of(const GenerationConfig& config, std::size_t prompt_length,
                           std::optional<std::size_t> max_position_embeddings) {
  Lengths lengths{.max_length = config.max_length.value_or(default_new_tokens + prompt_length),
                  .min_length = config.min_length.value_or(0)};
  if (config.max_new_tokens)
    lengths.max_length = *config.max_new_tokens + prompt_length;
  else if (!config.max_length && max_position_embeddings)
    lengths.max_length = std::min(lengths.max_length, *max_position_embeddings);
  if (config.min_new_tokens) lengths.min_length = *config.min_new_tokens + prompt_length;
  if (prompt_length < lengths.max_length) return lengths;
  return fail(ErrorCode::input_too_long,
              "the prompt has " + std::to_string(prompt_length) + " tokens, max_length allows " +
                  std::to_string(lengths.max_length) +
                  " with the answer; shorten it or set max_new_tokens",
              {{"tokens", prompt_length}, {"max_tokens", lengths.max_length}});
}

}  // namespace hfi::generation
