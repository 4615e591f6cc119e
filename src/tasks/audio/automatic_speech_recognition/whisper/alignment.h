#pragma once
// When each token was said, by where the decoder looked while it wrote.
// Reference: transformers, models/whisper/generation_whisper.py, _extract_token_timestamps.

#include <stop_token>

#include "generation/decoder.h"
#include "tasks/audio/automatic_speech_recognition/whisper/settings.h"

namespace hfi::tasks::whisper {

// What was written of one window.
struct Written {
  Tensors encoder;  // DecoderInput::encoder
  Tokens prompt;
  Tokens tokens;  // generated, with the one that ended them
  std::int64_t
      frames;  // of the recording from the window's beginning on; what is beyond them is silence
};

// Seconds from the window's beginning for each generated token. Fails with model_unsupported where the model does not tell.
Result<std::vector<float>> token_times(const models::Model& model, const Settings& settings,
                                       const Written& written, const std::stop_token& stop);

// That the model can be asked for times of tokens.
Result<void> check_alignment(const models::Model& model, const Settings& settings);

}  // namespace hfi::tasks::whisper
