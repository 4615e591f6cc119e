#include "tasks/audio/automatic_speech_recognition/whisper/whisper.h"

#include <algorithm>

#include "tasks/audio/automatic_speech_recognition/whisper/alignment.h"
#include "tasks/audio/automatic_speech_recognition/whisper/listen.h"
#include "tasks/audio/automatic_speech_recognition/whisper/speaker.h"
#include "tasks/audio/automatic_speech_recognition/whisper/transcript.h"
#include "tasks/audio/automatic_speech_recognition/windows.h"
#include "tasks/audio/recordings.h"
#include "tasks/fields.h"

namespace hfi::tasks {
namespace {

using namespace whisper;
using Samples = std::span<const float>;

Result<Times> times_of(const json::Object& options, const Settings& settings) {
  const auto& wanted = options.at("return_timestamps");
  if (wanted == "char")
    return fail(ErrorCode::invalid_option,
                "options.return_timestamps: this model hears no single characters; set true for "
                "segments or \"word\" for words");
  if (wanted == "word") return Times::words;
  return wanted == true || settings.return_timestamps ? Times::segments : Times::none;
}

// Every Whisper hears a hundred frames a second; the reference counts on it (time_precision_features).
constexpr std::size_t frames_per_second = 100;

std::size_t samples_per_frame(const models::Model& model) {
  return std::max<std::size_t>(
      static_cast<std::size_t>(model.features->sample_rate) / frames_per_second, 1);
}

// Samples that the network hears at a time.
std::size_t window_of(const models::Model& model, const Settings& settings) {
  return settings.max_source_positions * frames_per_time * samples_per_frame(model);
}

Result<Spectrogram> spectrogram_of(const models::Model& model, const Settings& settings,
                                   Samples samples) {
  auto inputs = model.features->extract(samples);
  const auto found = inputs.find("input_features");
  if (found == inputs.end())
    return fail(ErrorCode::model_unsupported,
                "preprocessor_config.json: the model needs a WhisperFeatureExtractor");
  const auto frames = static_cast<std::size_t>(found->second.dim(2));
  const auto hop = samples_per_frame(model);
  const bool whole = samples.size() > window_of(model, settings);
  return Spectrogram{found->second, whole ? frames : (samples.size() + hop - 1) / hop};
}

// All that the ways of hearing have in common.
struct Scribe {
  const models::Model& model;
  const Settings& settings;
  const Orders& orders;
  const tokenizers::Tokenizer& tokenizer;
  Times times;
  const Context& context;

  [[nodiscard]] Transcript transcript(Listener listener) const {
    const auto seconds =
        static_cast<double>(window_of(model, settings)) / model.features->sample_rate;
    return {tokenizer, times, settings.timestamp_begin(),
            seconds / static_cast<double>(settings.max_source_positions), std::move(listener)};
  }

  [[nodiscard]] Result<Heard> hear(Samples samples, const Sink& sink) const {
    const auto spectrogram = TRY(spectrogram_of(model, settings, samples));
    return listen({model, settings, orders, context}, spectrogram, sink);
  }

  static void add(Transcript& transcript, const Heard& heard) {
    for (std::size_t i = 0; i < heard.tokens.size(); ++i)
      transcript.add(heard.tokens[i], heard.times.empty() ? 0.0F : heard.times[i]);
  }
};

struct Answer {
  std::string text;
  std::vector<Chunk> chunks;
  std::optional<std::string> language;
};

Answer answer_of(Transcript& transcript, std::optional<std::string> language) {
  auto chunks = transcript.finish();
  return {transcript.text(), std::move(chunks), std::move(language)};
}

// Text leaves as it is written; when words were said is known afterwards.
Result<Answer> hear_at_once(const Scribe& scribe, Samples samples) {
  Speaker speaker(scribe.tokenizer, scribe.context.emit);
  auto live = scribe;
  live.times = scribe.times == Times::words ? Times::segments : scribe.times;
  auto spoken = live.transcript(speaker.listener());
  spoken.begin(std::nullopt);
  const auto heard = TRY(scribe.hear(samples, [&](TokenId token) { spoken.add(token); }));
  spoken.end();
  auto said = answer_of(spoken, heard.language);
  if (scribe.times != Times::words) return said;
  auto transcript = scribe.transcript({});
  transcript.begin(std::nullopt);
  Scribe::add(transcript, heard);
  transcript.end();
  return answer_of(transcript, heard.language);
}

Result<Answer> hear_in_windows(const Scribe& scribe, Samples samples,
                               const std::vector<Window>& windows) {
  const auto& extractor = *scribe.model.features;
  const auto seconds = [&](std::size_t count) {
    return static_cast<double>(count) / extractor.sample_rate;
  };
  Speaker speaker(scribe.tokenizer, scribe.context.emit);
  auto transcript = scribe.transcript(speaker.listener());
  std::optional<std::string> language;
  for (const auto& [start, length, left, right] : windows) {
    // the model hears nothing beyond its window
    const auto part =
        samples.subspan(start, std::min(length, window_of(scribe.model, scribe.settings)));
    const auto heard = TRY(scribe.hear(part, [](TokenId) {}));
    transcript.begin(Stride{seconds(length), seconds(left), seconds(right)}, heard.tokens);
    Scribe::add(transcript, heard);
    transcript.end();
    if (!language) language = heard.language;
  }
  return answer_of(transcript, language);
}

json::Value to_json(const std::optional<double>& seconds) {
  return seconds ? json::Value(*seconds) : json::Value(nullptr);
}

json::Object to_json(const Answer& answer, Times times) {
  json::Object output{{"text", answer.text}};
  if (times != Times::none) {
    json::Array chunks;
    for (const auto& [text, start, end] : answer.chunks)
      chunks.push_back({{"text", text}, {"timestamp", {to_json(start), to_json(end)}}});
    output["chunks"] = std::move(chunks);
  }
  if (answer.language) output["language"] = *answer.language;
  return output;
}

}  // namespace

Result<json::Object> recognise_by_whisper(const Request& request, const models::Model& model,
                                          const Context& context) {
  const auto sound = TRY(recording(model, request.inputs));
  const auto settings = TRY(read_settings(model));
  const auto times = TRY(times_of(request.options, settings));
  if (times == Times::words) TRY(check_alignment(model, settings));
  const Samples samples(sound.samples);
  const auto parts = TRY(windows(samples.size(), {sound.sample_rate}, request.options));
  // a longer recording is cut by the times that the model writes
  const bool cut = parts.empty() && samples.size() > window_of(model, settings);
  auto orders = TRY(read_orders({.language = optional_text(request.options, "language"),
                                 .task = optional_text(request.options, "task"),
                                 .timestamps = times != Times::none || cut},
                                request.options, model, settings));
  orders.times_of_tokens = times == Times::words;
  const Scribe scribe{.model = model,
                      .settings = settings,
                      .orders = orders,
                      .tokenizer = *TRY(models::tokenizer_of(model)),
                      .times = times,
                      .context = context};
  const auto answer = parts.empty() ? TRY(hear_at_once(scribe, samples))
                                    : TRY(hear_in_windows(scribe, samples, parts));
  return to_json(answer, times);
}

}  // namespace hfi::tasks
