#include "tasks/audio/automatic_speech_recognition/whisper/settings.h"

#include <algorithm>

#include "generation/generation_config.h"

namespace hfi::tasks::whisper {
namespace {

using graph::Config;

std::optional<TokenId> token(const Config& config, std::string_view key) {
  if (!config.has(key)) return std::nullopt;
  return static_cast<TokenId>(config.get<std::int64_t>(key));
}

std::map<std::string, TokenId, std::less<>> ids(const Config& config, std::string_view key) {
  std::map<std::string, TokenId, std::less<>> map;
  if (!config.has(key)) return map;
  const auto section = config.section(key);
  for (const auto& member : section.object())
    map.emplace(member.key(), static_cast<TokenId>(section.get<std::int64_t>(member.key())));
  return map;
}

// Lists of two numbers, the second of which may be null.
template <class Add>
void pairs(const Config& config, std::string_view key, const Add& add) {
  if (!config.has(key)) return;
  const auto* list = config.object().at(key).if_array();
  if (list == nullptr) return config.expect(key, "a list of pairs");
  for (const auto& entry : *list) {
    const auto* pair = entry.if_array();
    const bool sound = pair != nullptr && pair->size() == 2 && pair->at(0).is_int64() &&
                       (pair->at(1).is_int64() || pair->at(1).is_null());
    if (!sound) return config.expect(key, "a list of pairs of numbers");
    add(pair->at(0).get_int64(), pair->at(1));
  }
}

// Positions from 1 on without gaps; a list that does not begin there is for nobody.
std::vector<std::optional<TokenId>> forced_ids(const Config& config) {
  std::vector<std::optional<TokenId>> forced;
  constexpr auto key = "forced_decoder_ids";
  bool begins = true;
  pairs(config, key, [&](std::int64_t position, const json::Value& id) {
    if (forced.empty() && position != 1) begins = false;
    if (!begins) return;
    if (position != static_cast<std::int64_t>(forced.size()) + 1)
      return config.expect(key, "positions without gaps");
    forced.push_back(id.is_null() ? std::nullopt
                                  : std::optional(static_cast<TokenId>(id.get_int64())));
  });
  return forced;
}

std::vector<AttentionHead> alignment_heads(const Config& config) {
  std::vector<AttentionHead> heads;
  constexpr auto key = "alignment_heads";
  pairs(config, key, [&](std::int64_t layer, const json::Value& head) {
    if (!head.is_int64()) return config.expect(key, "a list of pairs of numbers");
    heads.push_back({layer, head.get_int64()});
  });
  return heads;
}

std::optional<double> threshold(const Config& config, std::string_view key) {
  if (!config.has(key)) return std::nullopt;
  return static_cast<double>(config.get<float>(key));
}

void read_sizes(const Config& config, Settings& settings) {
  const auto size = [&](const char* key, std::int64_t fallback) {
    const auto value = config.get(key, fallback);
    if (value < 1) config.expect(key, "a number above 0");
    return static_cast<std::size_t>(std::max<std::int64_t>(value, 1));
  };
  settings.vocabulary = size("vocab_size", 51865);
  settings.max_source_positions = size("max_source_positions", 1500);
  settings.max_target_positions = size("max_target_positions", 448);
  settings.median_filter_width = size("median_filter_width", 7);
}

}  // namespace

Result<Settings> read_settings(const models::Model& model) {
  const auto general = TRY(generation::read_generation_config(model.generation_config));
  if (!general.decoder_start_token_id || general.eos_token_id.empty())
    return fail(ErrorCode::model_invalid,
                "generation_config.json: decoder_start_token_id or eos_token_id is missing");
  const Config own(model.generation_config, "generation_config.json");
  Settings settings{
      .decoder_start = *general.decoder_start_token_id,
      .eos = general.eos_token_id.front(),
      .no_timestamps = token(own, "no_timestamps_token_id"),
      .start_of_previous = token(own, "prev_sot_token_id"),
      .lang_to_id = ids(own, "lang_to_id"),
      .task_to_id = ids(own, "task_to_id"),
      .alignment_heads = alignment_heads(own),
      .return_timestamps = own.get("return_timestamps", false),
      .condition_on_prev_tokens = own.get("condition_on_prev_tokens", false),
      .thresholds = {threshold(own, "compression_ratio_threshold"),
                     threshold(own, "logprob_threshold"), threshold(own, "no_speech_threshold")}};
  const auto& suppressed = general.suppress_tokens;
  if (!settings.start_of_previous && suppressed.size() >= 2)
    settings.start_of_previous = suppressed[suppressed.size() - 2];
  settings.forced = forced_ids(own.has("forced_decoder_ids") ? own : model.config);
  if (own.has("is_multilingual")) settings.is_multilingual = own.get<bool>("is_multilingual");
  if (own.has("language")) settings.language = own.get<std::string>("language");
  if (own.has("task")) settings.task = own.get<std::string>("task");
  read_sizes(model.config, settings);
  TRY(own.check());
  TRY(model.config.check());
  return settings;
}

}  // namespace hfi::tasks::whisper
