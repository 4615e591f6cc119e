#include "tasks/audio/recordings.h"

#include "media/decode.h"
#include "tasks/fields.h"

namespace hfi::tasks {

Result<media::Sound> recording(const models::Model& model, const json::Object& inputs) {
  if (!model.features)
    return fail(ErrorCode::model_unsupported,
                model.repository.id +
                    ": preprocessor_config.json names no feature extractor that is built in");
  const auto bytes = TRY(within("audio_base64", media::bytes_of(text_at(inputs, "audio_base64"))));
  auto sound = TRY(within("audio_base64", media::decode_sound(bytes, model.features->sample_rate)));
  const auto least = model.min_length.value_or(1);
  if (sound.samples.size() < least)
    return fail(ErrorCode::invalid_input,
                "audio_base64: the sound is too short: " + std::to_string(sound.samples.size()) +
                    " samples at " + std::to_string(sound.sample_rate) + " Hz, the model needs " +
                    std::to_string(least));
  return sound;
}

}  // namespace hfi::tasks
