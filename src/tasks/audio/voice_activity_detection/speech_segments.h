#pragma once
// From the probability of speech in each window of a recording to stretches of speech.
// Reference: silero-vad, utils_vad.py, get_speech_timestamps (without its padding of each stretch).

#include <cstddef>
#include <span>
#include <vector>

namespace hfi::tasks {

struct SpeechOptions {
  double threshold;         // from this probability on a stretch begins
  std::size_t window;       // samples
  std::size_t min_speech;   // samples: shorter stretches are dropped
  std::size_t min_silence;  // samples: shorter pauses do not end a stretch
};

struct SpeechSegment {
  std::size_t start, end;  // samples
};

// `samples` is the length of the recording, which the last window may go beyond.
std::vector<SpeechSegment> speech_segments(std::span<const float> probabilities,
                                           std::size_t samples, const SpeechOptions& options);

}  // namespace hfi::tasks
