#pragma once
// The inputs that text encoders share, and what is computed from them. Names and types are those of ONNX exports, so that
// a graph built here and an export are fed alike.

#include "graph/nn.h"

namespace hfi::graph {

// int64 [batch, length]
Value token_ids(Graph& graph, const std::string& name);

// The input "attention_mask", int64 [batch, length], as attention() wants it.
Value attention_mask(Graph& graph);

// int64 [1]: the second extent of `ids`.
Value length_of(Value ids);

// Rows 0 … count of a table [n, dim], as [count, dim].
Value first_rows(Value table, Value count);

}  // namespace hfi::graph
