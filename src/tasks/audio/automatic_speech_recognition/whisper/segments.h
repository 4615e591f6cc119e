#pragma once
// What was written of one window, cut where something said ends.
// Reference: transformers, models/whisper/generation_whisper.py, _retrieve_segment.

#include "tasks/audio/automatic_speech_recognition/whisper/settings.h"

namespace hfi::tasks::whisper {

struct Segment {
  std::size_t from, to;  // of the tokens of the window
  friend bool operator==(const Segment&, const Segment&) = default;
};

struct Segments {
  std::vector<Segment>
      parts;  // side by side from the first token on; what comes after the last is to be heard again
  std::size_t frames;  // of the window that were understood: the next begins there
};

// `tokens` of a window of `frames` frames, of which `frames_per_time` lie between two times.
Segments segments_of(TokenView tokens, TokenId timestamp_begin, std::size_t frames,
                     std::size_t frames_per_time);

}  // namespace hfi::tasks::whisper
