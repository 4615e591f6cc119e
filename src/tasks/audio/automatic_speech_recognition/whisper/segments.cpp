#include "tasks/audio/automatic_speech_recognition/whisper/segments.h"

namespace hfi::tasks::whisper {

Segments segments_of(TokenView tokens, TokenId timestamp_begin, std::size_t frames,
                     std::size_t frames_per_time) {
  const auto is_time = [&](std::size_t i) { return tokens[i] >= timestamp_begin; };
  const auto size = tokens.size();
  std::vector<std::size_t> ends;  // between two times that stand side by side
  for (std::size_t i = 1; i < size; ++i)
    if (is_time(i - 1) && is_time(i)) ends.push_back(i);
  if (ends.empty()) return {{{0, size}}, frames};

  // one time at the end means that nothing is said after it
  const bool complete = size >= 2 && !is_time(size - 2) && is_time(size - 1);
  if (complete)
    ends.push_back(size);
  else
    ++ends.back();  // the second time tells that another segment had begun
  Segments segments{{}, frames};
  std::size_t from = 0;
  for (const auto end : ends) {
    segments.parts.push_back({from, end});
    from = end;
  }
  if (complete) return segments;
  const auto last = static_cast<std::size_t>(tokens[from - 2] - timestamp_begin);
  if (last > 0) segments.frames = last * frames_per_time;  // else the same would be heard for ever
  return segments;
}

}  // namespace hfi::tasks::whisper
