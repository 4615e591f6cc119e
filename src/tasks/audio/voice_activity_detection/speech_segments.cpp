#include "tasks/audio/voice_activity_detection/speech_segments.h"

#include <algorithm>
#include <optional>

namespace hfi::tasks {
namespace {

// A stretch ends only where the probability falls clearly below its threshold, so that it does not flicker.
constexpr double hysteresis = 0.15;
constexpr double least_threshold = 0.01;

}  // namespace

std::vector<SpeechSegment> speech_segments(std::span<const float> probabilities,
                                           std::size_t samples, const SpeechOptions& options) {
  const auto end_threshold = std::max(options.threshold - hysteresis, least_threshold);
  std::vector<SpeechSegment> segments;
  std::optional<std::size_t> start;    // where the open stretch began
  std::optional<std::size_t> silence;  // and the pause in it
  const auto close = [&](std::size_t end) {
    if (end - *start > options.min_speech) segments.push_back({*start, end});
    start.reset();
    silence.reset();
  };
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const auto now = i * options.window;
    const double probability = probabilities[i];
    if (probability >= options.threshold) {
      silence.reset();
      if (!start) start = now;
    } else if (start && probability < end_threshold) {
      if (!silence) silence = now;
      if (now - *silence >= options.min_silence) close(*silence);
    }
  }
  if (start) close(samples);
  return segments;
}

}  // namespace hfi::tasks
