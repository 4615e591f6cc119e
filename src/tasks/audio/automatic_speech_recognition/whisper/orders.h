#pragma once
// What a request asks of a Whisper, over what its generation_config.json says.
// Reference: transformers, pipelines/automatic_speech_recognition.py and models/whisper/generation_whisper.py, generate.

#include "tasks/audio/automatic_speech_recognition/whisper/first_tokens.h"

namespace hfi::tasks::whisper {

struct Orders {
  Wanted wanted{};
  json::Object decoding{};  // generation_config.json and options, but for times and temperature
  std::vector<double> temperatures{};  // tried in this order; at 0 nothing is drawn
  Thresholds thresholds{};
  bool condition_on_prev_tokens = false;
  Tokens prompt{};  // what is taken to have been said before
  bool times_of_tokens = false;
};

// All but `times_of_tokens`. Fails with invalid_option.
Result<Orders> read_orders(Wanted wanted, const json::Object& options, const models::Model& model,
                           const Settings& settings);

}  // namespace hfi::tasks::whisper
