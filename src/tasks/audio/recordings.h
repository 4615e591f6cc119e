#pragma once
// Recordings on their way into a model.

#include <string_view>

#include "media/sound/sound.h"
#include "models/model.h"

namespace hfi::tasks {

// The recording in "audio_base64" of `inputs`, a data URI or bare base64, at the sample rate of the model. Fails with
// invalid_input, also when it is too short for the model, and with model_unsupported when the model does not hear.
Result<media::Sound> recording(const models::Model& model, const json::Object& inputs);

}  // namespace hfi::tasks
