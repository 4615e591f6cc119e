#pragma once
// Functions of single elements, as in torch.

#include "graph/graph.h"

namespace hfi::graph {

Value sigmoid(Value x);
Value exp(Value x);
Value sin(Value x);
Value cos(Value x);

}  // namespace hfi::graph
