#pragma once
// The voice of a model that turns text into a waveform by itself, such as VITS: two networks, and what is computed between
// them. Reference: transformers, models/vits/modeling_vits.py, VitsModel.forward

#include "generation/random.h"
#include "models/model.h"

namespace hfi::tasks {

struct VoiceOptions {
  float length_scale;  // of durations
  float noise_scale;
  float noise_scale_duration;
  std::int64_t speaker;
};

class Voice {
 public:
  // REQUIRES: the model has a tokenizer. Fails with model_unsupported when it is another kind of speaker, with
  // invalid_option for what this one cannot do.
  static Result<Voice> of(const models::Model& model, const json::Object& options);

  // The samples of one text. Noise is drawn in this order: that of the durations, that of the speech.
  [[nodiscard]] Result<std::vector<float>> say(const std::vector<std::int32_t>& tokens,
                                               generation::Random& random,
                                               const std::stop_token& stop) const;

  [[nodiscard]] int sample_rate() const { return sample_rate_; }

 private:
  Voice(const models::Model& model, const runtime::Session& text, const runtime::Session& speech,
        VoiceOptions options);

  const runtime::Session* text_;
  const runtime::Session* speech_;
  VoiceOptions options_;
  std::int64_t flow_size_;
  int sample_rate_;
};

}  // namespace hfi::tasks
