#pragma once
// A recording of any length, heard window by window: each begins where the last thing said in the one before it ended.
// Reference: transformers, models/whisper/generation_whisper.py, generate; arXiv 2212.04356, section 3.8.

#include "tasks/audio/automatic_speech_recognition/whisper/certain.h"
#include "tasks/audio/automatic_speech_recognition/whisper/decoding.h"

namespace hfi::tasks::whisper {

constexpr std::size_t frames_per_time = 2;  // the network makes one step of two frames

struct Spectrogram {
  Tensor features;      // [1, bands, frames]
  std::size_t sounded;  // frames that the recording has; the others are silence
};

struct Heard {
  Tokens tokens{};
  std::vector<float> times{};             // seconds at which each token ends, where they are wanted
  std::optional<std::string> language{};  // that was heard or asked for
};

// `sink` receives the tokens of the answer as soon as they are certain.
Result<Heard> listen(const Ear& ear, const Spectrogram& spectrogram, const Sink& sink);

}  // namespace hfi::tasks::whisper
