#include "tasks/audio/speech.h"

#include <algorithm>

#include "core/base64.h"
#include "media/sound/sound.h"
#include "tasks/audio/voice.h"
#include "tasks/fields.h"
#include "tokenizers/unicode/sentences.h"

namespace hfi::tasks {
namespace {

using Sentences = std::vector<std::vector<std::int32_t>>;

// Attention takes memory by the square of the tokens of a sentence, the answer by those of all.
constexpr std::size_t most_tokens = 4096;
constexpr std::size_t most_tokens_together = std::size_t{1} << 16U;

auto too_long(std::size_t tokens, std::string_view of, std::size_t most) {
  return fail(ErrorCode::input_too_long, "inputs.text: " + std::string(of) +
                                             std::to_string(tokens) + " tokens; at most " +
                                             std::to_string(most) + " can be spoken");
}

// The vocabulary may have more tokens than the model was trained on, such as the one for what is unknown.
Result<void> check_known(const std::vector<std::int32_t>& ids, const models::Model& model) {
  const auto size = model.config.get<std::int64_t>("vocab_size", 38);
  if (std::ranges::all_of(ids, [&](std::int32_t id) { return id < size; })) return {};
  return fail(ErrorCode::invalid_input,
              "inputs.text: holds a character that the model does not know");
}

// The tokens of each sentence that has any.
Result<Sentences> sentences_of(const models::Model& model, const std::string& text) {
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  Sentences result;
  std::size_t together = 0;
  for (const auto sentence : tokenizers::unicode::sentences(text)) {
    auto ids = TRY(within("inputs.text", tokenizer->encode(sentence))).ids;
    if (ids.empty()) continue;
    TRY(check_known(ids, model));
    if (ids.size() > most_tokens) return too_long(ids.size(), "a sentence has ", most_tokens);
    together += ids.size();
    if (together > most_tokens_together)
      return too_long(together, "has more than ", most_tokens_together);
    result.push_back(std::move(ids));
  }
  if (result.empty())
    return fail(ErrorCode::invalid_input,
                "inputs.text: holds no character that the model can speak");
  return result;
}

std::string wav_uri(std::span<const float> samples, int sample_rate) {
  return "data:audio/wav;base64," + base64_encode(media::encode_wav(samples, sample_rate));
}

generation::Random random_of(const json::Object& options) {
  const auto seed = optional_count(options, "seed");
  return seed ? generation::Random(*seed) : generation::Random::unpredictable();
}

}  // namespace

Result<json::Object> speak(const Request& request, const models::Model& model,
                           const Context& context) {
  TRY(models::tokenizer_of(model));
  const auto voice = TRY(Voice::of(model, request.options));
  const auto sentences = TRY(sentences_of(model, text_at(request.inputs, "text")));
  auto random = random_of(request.options);
  std::vector<float> all;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const auto samples = TRY(voice.say(sentences[i], random, context.stop));
    context.emit(
        {{"type", "audio"}, {"index", i}, {"audio_base64", wav_uri(samples, voice.sample_rate())}});
    all.insert(all.end(), samples.begin(), samples.end());
  }
  return json::Object{{"audio_base64", wav_uri(all, voice.sample_rate())},
                      {"sample_rate", voice.sample_rate()},
                      {"num_samples", all.size()}};
}

}  // namespace hfi::tasks
