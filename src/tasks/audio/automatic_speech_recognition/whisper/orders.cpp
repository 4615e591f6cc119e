#include "tasks/audio/automatic_speech_recognition/whisper/orders.h"

#include <algorithm>

#include "generation/generation_config.h"
#include "tasks/fields.h"

namespace hfi::tasks::whisper {
namespace {

bool draws(double temperature) { return temperature > 0; }

std::vector<double> temperatures_of(const json::Object& options) {
  const auto* asked = options.if_contains("temperature");
  if (asked == nullptr || asked->is_null()) return {0};
  if (!asked->is_array()) return {asked->to_number<double>()};
  std::vector<double> temperatures;
  for (const auto& one : asked->get_array()) temperatures.push_back(one.to_number<double>());
  return temperatures;
}

// The pipeline's own defaults, which win over the model's: five beams, and 256 tokens where the model has no max_length of
// its own.
Result<json::Object> decoding_of(const models::Model& model, const json::Object& options,
                                 bool samples) {
  constexpr std::int64_t no_choice = 20;  // the default of all models
  auto members = model.generation_config;
  members["num_beams"] = 5;
  const auto* most = members.if_contains("max_length");
  if (most == nullptr || most->is_null() || *most == no_choice) members["max_new_tokens"] = 256;
  auto own = options;
  own.erase("temperature");
  members = generation::overlay(std::move(members), own);
  if (const auto asked = optional_flag(options, "do_sample"); asked && *asked != samples)
    return fail(ErrorCode::invalid_option,
                "options.do_sample: a Whisper samples where `temperature` is above 0, and only "
                "there");
  return members;
}

void overlay(std::optional<double>& threshold, const json::Object& options, const char* key) {
  if (const auto* value = options.if_contains(key); value != nullptr && !value->is_null())
    threshold = value->to_number<double>();
}

Result<Thresholds> thresholds_of(const json::Object& options, Thresholds thresholds) {
  overlay(thresholds.compression_ratio, options, "compression_ratio_threshold");
  overlay(thresholds.logprob, options, "logprob_threshold");
  overlay(thresholds.no_speech, options, "no_speech_threshold");
  const bool asked = options.contains("no_speech_threshold");
  if (thresholds.no_speech && !thresholds.logprob)
    return fail(asked ? ErrorCode::invalid_option : ErrorCode::model_invalid,
                std::string(asked ? "options" : "generation_config.json") +
                    ".no_speech_threshold: is compared where what was written is less likely "
                    "than `logprob_threshold`; set that too");
  return thresholds;
}

// Reference: tokenization_whisper.py, get_prompt_ids.
Result<Tokens> prompt_of(const json::Object& options, const models::Model& model,
                         const Settings& settings) {
  const auto text = optional_text(options, "prompt");
  if (!text) return Tokens{};
  const auto refuse = [](const std::string& why) {
    return fail(ErrorCode::invalid_option, "options.prompt: " + why);
  };
  if (!settings.start_of_previous)
    return refuse("the model's generation_config.json has no prev_sot_token_id, which begins one");
  constexpr auto spaces = " \t\n\r\f\v";
  const auto begin = text->find_first_not_of(spaces);
  if (begin == std::string::npos) return refuse("is empty");
  const auto stripped = text->substr(begin, text->find_last_not_of(spaces) - begin + 1);
  const auto& tokenizer = *TRY(models::tokenizer_of(model));
  auto ids = TRY(tokenizer.encode(" " + stripped, {.add_special_tokens = false})).ids;
  if (const auto special =
          std::ranges::find_if(ids, [&](TokenId id) { return id >= settings.eos; });
      special != ids.end())
    return refuse("contains " + tokenizer.token_of(*special).value_or("a special token") +
                  ", which is no text");
  return Tokens(ids.begin(), ids.end());
}

}  // namespace

Result<Orders> read_orders(Wanted wanted, const json::Object& options, const models::Model& model,
                           const Settings& settings) {
  auto temperatures = temperatures_of(options);
  auto decoding = TRY(decoding_of(model, options, std::ranges::any_of(temperatures, draws)));
  const auto thresholds = TRY(thresholds_of(options, settings.thresholds));
  auto prompt = TRY(prompt_of(options, model, settings));
  return Orders{.wanted = std::move(wanted),
                .decoding = std::move(decoding),
                .temperatures = std::move(temperatures),
                .thresholds = thresholds,
                .condition_on_prev_tokens = optional_flag(options, "condition_on_prev_tokens")
                                                .value_or(settings.condition_on_prev_tokens),
                .prompt = std::move(prompt)};
}

}  // namespace hfi::tasks::whisper
