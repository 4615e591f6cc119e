#include "tasks/audio/voice.h"

#include <charconv>
#include <cmath>
#include <set>

#include "tasks/fields.h"

namespace hfi::tasks {
namespace {

// Bounds the memory of the convolutions: at 16 kHz and 256 samples per frame almost nine minutes.
constexpr std::size_t most_frames = std::size_t{1} << 15U;
constexpr int greatest_rate = 192'000;

auto wrong_option(std::string_view name, const std::string& why) {
  return fail(ErrorCode::invalid_option, "options." + std::string(name) + ": " + why);
}

Result<void> check_known(const json::Object& options) {
  static const std::set<std::string_view> known{"language", "noise_scale", "noise_scale_duration",
                                                "seed",     "speed",       "voice"};
  for (const auto& [name, value] : options)
    if (!known.contains(name)) return wrong_option(name, "the model is not steered by it");
  return {};
}

// Voices have numbers, not names.
Result<std::int64_t> speaker_of(const models::Model& model, const json::Object& options) {
  const auto count = model.config.get<std::int64_t>("num_speakers", 1);
  const auto name = optional_text(options, "voice").value_or("0");
  std::int64_t speaker = -1;
  const auto* end = name.data() + name.size();
  const auto parsed = std::from_chars(name.data(), end, speaker);
  if (parsed.ec != std::errc() || parsed.ptr != end || speaker < 0 || speaker >= count)
    return wrong_option("voice",
                        "\"" + name + R"(" is none of the model's voices, which are "0")" +
                            (count > 1 ? " to \"" + std::to_string(count - 1) + "\"" : ""));
  return speaker;
}

Result<void> check_language(const models::Model& model, const json::Object& options) {
  const auto asked = optional_text(options, "language");
  if (!asked) return {};
  const auto* own = model.tokenizer->config().if_contains("language");
  if (own != nullptr && own->is_string() && own->get_string() == *asked) return {};
  return wrong_option(
      "language", "\"" + *asked + "\" is not the language of the model" +
                      (own != nullptr && own->is_string() ? ", which is " + json::dump(*own) : ""));
}

float scale_at(const json::Object& options, const models::Model& model, std::string_view key,
               float absent) {
  return options.contains(key) ? static_cast<float>(number_at(options, key))
                               : model.config.get(key, absent);
}

Result<VoiceOptions> options_of(const models::Model& model, const json::Object& options) {
  TRY(check_known(options));
  TRY(check_language(model, options));
  const auto speaker = TRY(speaker_of(model, options));
  const auto rate = model.config.get("speaking_rate", 1.0F);
  return VoiceOptions{
      .length_scale = static_cast<float>(1.0 / (rate * number_at(options, "speed"))),
      .noise_scale = scale_at(options, model, "noise_scale", 0.667F),
      .noise_scale_duration = scale_at(options, model, "noise_scale_duration", 0.8F),
      .speaker = speaker};
}

Tensor noise(const Shape& shape, float scale, generation::Random& random) {
  Tensor tensor(DType::f32, shape);
  for (auto& value : tensor.mutable_values<float>())
    value = static_cast<float>(random.normal()) * scale;
  return tensor;
}

// For each frame the token that it belongs to.
Result<std::vector<std::int64_t>> tokens_of_frames(std::span<const float> log_duration,
                                                   float length_scale) {
  std::vector<std::int64_t> tokens;
  for (std::size_t i = 0; i < log_duration.size(); ++i) {
    const auto duration = std::ceil(std::exp(log_duration[i]) * length_scale);
    if (!(duration >= 0.0F && duration <= static_cast<float>(most_frames - tokens.size())))
      return fail(ErrorCode::inference_failed, "the model wants to speak for longer than " +
                                                   std::to_string(most_frames) +
                                                   " frames, which is the most for one sentence");
    tokens.insert(tokens.end(), static_cast<std::size_t>(duration), static_cast<std::int64_t>(i));
  }
  if (tokens.empty())
    return fail(ErrorCode::inference_failed, "the model gives the text no duration");
  return tokens;
}

}  // namespace

Voice::Voice(const models::Model& model, const runtime::Session& text,
             const runtime::Session& speech, VoiceOptions options)
    : text_(&text),
      speech_(&speech),
      options_(options),
      flow_size_(model.config.get<std::int64_t>("flow_size", 192)),
      sample_rate_(static_cast<int>(model.config.get<std::int64_t>("sampling_rate", 16000))) {}

Result<Voice> Voice::of(const models::Model& model, const json::Object& options) {
  const auto text = model.networks.find("text_encoder");
  const auto speech = model.networks.find("speech");
  if (text == model.networks.end() || speech == model.networks.end())
    return fail(ErrorCode::model_unsupported,
                model.repository.id +
                    ": an ONNX export draws its noise by itself, so that a seed means nothing; "
                    "speech needs a repository with model.safetensors");
  Voice voice(model, text->second.session, speech->second.session, TRY(options_of(model, options)));
  if (voice.sample_rate_ < 1 || voice.sample_rate_ > greatest_rate)
    return fail(
        ErrorCode::model_invalid,
        "config.json: sampling_rate: expected a number from 1 to " + std::to_string(greatest_rate));
  return voice;
}

Result<std::vector<float>> Voice::say(const std::vector<std::int32_t>& tokens,
                                      generation::Random& random,
                                      const std::stop_token& stop) const {
  const auto length = static_cast<std::int64_t>(tokens.size());
  Tensors inputs;
  inputs.emplace("input_ids",
                 Tensor::of<std::int64_t>({1, length},
                                          std::vector<std::int64_t>(tokens.begin(), tokens.end())));
  const auto speaker = Tensor::of<std::int64_t>({1}, std::vector{options_.speaker});
  inputs.emplace("speaker_id", speaker);
  if (text_->has_input("duration_noise"))
    inputs.emplace("duration_noise", noise({1, 2, length}, options_.noise_scale_duration, random));
  auto text = TRY(text_->run(inputs, stop));

  const auto frames =
      TRY(tokens_of_frames(text.at("log_duration").values<float>(), options_.length_scale));
  const auto count = static_cast<std::int64_t>(frames.size());
  text.erase("log_duration");
  text.emplace("speaker_id", speaker);
  text.emplace("token_of_frame", Tensor::of({count}, frames));
  text.emplace("noise", noise({1, flow_size_, count}, options_.noise_scale, random));
  const auto speech = TRY(speech_->run(text, stop));
  const auto samples = speech.at("waveform").values<float>();
  return std::vector<float>(samples.begin(), samples.end());
}

}  // namespace hfi::tasks
