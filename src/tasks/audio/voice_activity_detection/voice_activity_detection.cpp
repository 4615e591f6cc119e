// Voice activity detection: a recording in, the stretches of it in which someone speaks out.
// contract   voice_activity_detection.schema.json
// reference  silero-vad, utils_vad.py: a recurrent network that hears one window after the other

#include <algorithm>

#include "media/decode.h"
#include "media/sound/sound.h"
#include "tasks/audio/voice_activity_detection/speech_segments.h"
#include "tasks/catalog.h"
#include "tasks/fields.h"

namespace hfi::tasks {
namespace {

constexpr int sample_rate = 16000;
constexpr std::size_t window = 512;
constexpr std::size_t overlap = 64;  // samples of the window before
const Shape state_shape{2, 1, 128};

std::string described(const std::vector<runtime::Port>& ports) {
  std::string text;
  for (const auto& port : ports)
    text += (text.empty() ? "" : ", ") + port.name + " " + std::string(name_of(port.dtype)) +
            to_string(port.shape);
  return text;
}

Result<const runtime::Session*> network_of(const models::Model& model) {
  const auto found = model.networks.find("model");
  const auto has = [](const std::vector<runtime::Port>& ports, std::string_view name) {
    return std::ranges::find(ports, name, &runtime::Port::name) != ports.end();
  };
  if (found == model.networks.end())
    return fail(ErrorCode::model_unsupported, model.repository.id + ": has no single network");
  const auto& session = found->second.session;
  if (has(session.inputs(), "input") && has(session.inputs(), "state") &&
      has(session.inputs(), "sr") && has(session.outputs(), "output") &&
      has(session.outputs(), "stateN"))
    return &session;
  return fail(
      ErrorCode::model_unsupported,
      model.repository.id +
          ": expected the inputs input, state and sr and the outputs output and stateN; the "
          "model has " +
          described(session.inputs()) + " and gives " + described(session.outputs()));
}

// Samples [start - overlap, start + window) with silence where there are none.
Tensor window_at(const std::vector<float>& samples, std::size_t start) {
  Tensor input(DType::f32, {1, static_cast<std::int64_t>(overlap + window)});
  const auto values = input.mutable_values<float>();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto place = start + i;  // shifted by the overlap
    values[i] =
        place < overlap || place - overlap >= samples.size() ? 0.0F : samples[place - overlap];
  }
  return input;
}

Result<std::vector<float>> probabilities_of(const runtime::Session& session,
                                            const std::vector<float>& samples,
                                            const std::stop_token& stop) {
  Tensor state(DType::f32, state_shape);
  std::ranges::fill(state.mutable_values<float>(), 0.0F);
  const auto rate = Tensor::of<std::int64_t>({}, std::vector<std::int64_t>{sample_rate});
  std::vector<float> probabilities;
  for (std::size_t start = 0; start < samples.size(); start += window) {
    auto outputs = TRY(
        session.run({{"input", window_at(samples, start)}, {"state", state}, {"sr", rate}}, stop));
    probabilities.push_back(outputs.at("output").values<float>().front());
    state = std::move(outputs.at("stateN"));
  }
  return probabilities;
}

std::size_t samples_at(const json::Object& options, std::string_view key) {
  return count_at(options, key) * sample_rate / 1000;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto* session = TRY(network_of(model));
  const auto bytes =
      TRY(within("audio_base64", media::bytes_of(text_at(request.inputs, "audio_base64"))));
  const auto sound = TRY(within("audio_base64", media::decode_sound(bytes, sample_rate)));
  const auto probabilities = TRY(probabilities_of(*session, sound.samples, context.stop));
  const SpeechOptions options{.threshold = number_at(request.options, "threshold"),
                              .window = window,
                              .min_speech = samples_at(request.options, "min_speech_ms"),
                              .min_silence = samples_at(request.options, "min_silence_ms")};
  json::Array list;
  std::size_t speech = 0;
  for (const auto& one : speech_segments(probabilities, sound.samples.size(), options)) {
    speech += one.end - one.start;
    list.push_back(json::Object{{"start", static_cast<double>(one.start) / sample_rate},
                                {"end", static_cast<double>(one.end) / sample_rate}});
  }
  return json::Object{
      {"segments", std::move(list)},
      {"speech_ratio", static_cast<double>(speech) / static_cast<double>(sound.samples.size())}};
}

}  // namespace

Task voice_activity_detection() {
  return {.name = "voice-activity-detection", .heads = {}, .run = run};
}

}  // namespace hfi::tasks
