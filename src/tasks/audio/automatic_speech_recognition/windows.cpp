#include "tasks/audio/automatic_speech_recognition/windows.h"

#include <algorithm>
#include <cmath>

#include "tasks/fields.h"

namespace hfi::tasks {
namespace {

struct Seconds {
  double window, left, right;
};

Seconds seconds_of(const json::Object& options) {
  const auto window = number_at(options, "chunk_length_s");
  const auto* stride = options.if_contains("stride_length_s");
  if (stride == nullptr || stride->is_null()) return {window, window / 6, window / 6};
  if (stride->is_number())
    return {window, stride->to_number<double>(), stride->to_number<double>()};
  const auto& both = stride->as_array();
  return {window, both.at(0).to_number<double>(), both.at(1).to_number<double>()};
}

// Halves are rounded to even, as Python does.
std::size_t whole_steps(double seconds, const Rhythm& rhythm) {
  const auto step = static_cast<double>(rhythm.samples_per_step);
  return static_cast<std::size_t>(std::nearbyint(seconds * rhythm.sample_rate / step) * step);
}

// Nobody listens to longer ones, and their samples can be counted.
constexpr double most_seconds = 86400;

}  // namespace

Result<std::vector<Window>> windows(std::size_t samples, const Rhythm& rhythm,
                                    const json::Object& options) {
  const auto seconds = seconds_of(options);
  if (seconds.window == 0 && options.contains("stride_length_s"))
    return fail(ErrorCode::invalid_option,
                "options.stride_length_s: there are no windows that could overlap; set "
                "chunk_length_s too");
  if (seconds.window == 0) return std::vector<Window>{};
  if (std::max({seconds.window, seconds.left, seconds.right}) > most_seconds)
    return fail(ErrorCode::invalid_option,
                "options.chunk_length_s: windows may take at most 86400 seconds");
  const auto length = whole_steps(seconds.window, rhythm);
  const auto left = whole_steps(seconds.left, rhythm);
  const auto right = whole_steps(seconds.right, rhythm);
  if (length <= left + right)
    return fail(ErrorCode::invalid_option,
                "options.chunk_length_s: a window has " + std::to_string(length) +
                    " samples, which leaves nothing beside the " + std::to_string(left + right) +
                    " that it shares with others; make it longer, or stride_length_s shorter");
  std::vector<Window> all;
  for (std::size_t start = 0; start < samples; start += length - left - right) {
    const bool last = start + length >= samples;
    all.push_back({.start = start,
                   .length = last ? samples - start : length,
                   .left = start == 0 ? 0 : left,
                   .right = last ? 0 : right});
    if (last) break;
  }
  return all;
}

}  // namespace hfi::tasks
