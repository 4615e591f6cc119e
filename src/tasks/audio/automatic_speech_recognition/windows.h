#pragma once
// A long recording in windows that overlap.
// Reference: transformers, pipelines/automatic_speech_recognition.py, preprocess and chunk_iter.

#include <vector>

#include "core/result.h"

namespace hfi::tasks {

// Samples. `left` and `right` of them were heard by the windows before and after, too, and only give context here.
struct Window {
  std::size_t start, length, left, right;
  friend bool operator==(const Window&, const Window&) = default;
};

struct Rhythm {
  int sample_rate = 0;
  std::size_t samples_per_step = 1;  // of the model's output: windows begin and end between steps
};

// The windows that `options`, chunk_length_s and stride_length_s, ask for; empty when they ask for none. Fails with
// invalid_option.
Result<std::vector<Window>> windows(std::size_t samples, const Rhythm& rhythm,
                                    const json::Object& options);

}  // namespace hfi::tasks
