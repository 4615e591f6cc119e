#pragma once
// Parameters that are one and the same. A checkpoint holds such a weight under any of its names, or under several.
// Reference: transformers, modeling_utils.py, tie_weights.

#include "graph/graph.h"

namespace hfi::architectures {

// The weight `own` where the checkpoint has it; else the first of `others` that it has.
graph::Value tied(graph::Scope w, std::string_view own, const std::vector<std::string>& others);

}  // namespace hfi::architectures
