#pragma once
// The head of …ForQuestionAnswering: where an answer begins and ends.

#include "graph/nn.h"

namespace hfi::architectures {

// A linear layer of two outputs per token, x [batch, length, hidden] -> start_logits and end_logits [batch, length].
inline graph::Outputs span_logits(graph::Value x, graph::Scope outputs) {
  const auto logits = linear(x, outputs);
  return {{"start_logits", take(logits, 0, 2)}, {"end_logits", take(logits, 1, 2)}};
}

}  // namespace hfi::architectures
