#pragma once
// The small perceptron that DETR and its relatives end with.

#include "graph/nn.h"

namespace hfi::architectures {

// `layers` linear layers with ReLU between them; w holds them as "layers".
graph::Value prediction_head(graph::Value x, graph::Scope w, std::int64_t layers);

}  // namespace hfi::architectures
