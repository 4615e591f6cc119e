#pragma once
// Where in a window of tokens an answer may begin and end, and how likely each span is. Pure.

#include <limits>
#include <vector>

#include "tensor/tensor.h"

namespace hfi::tasks {

struct Span {
  std::size_t start, end;  // tokens, both included
  float score;
};

struct WindowSpans {
  std::vector<Span> best;  // best first; none that is impossible
  float impossible;        // the score of there being no answer: that of the first token
};

// `allowed[i]` says whether token i may belong to an answer. At most `count` spans of at most `max_length` tokens.
WindowSpans best_spans(std::span<const float> start_logits, std::span<const float> end_logits,
                       const std::vector<bool>& allowed, std::size_t count, std::size_t max_length);

}  // namespace hfi::tasks
