#pragma once
// Functions of single elements, as in torch.

#include "graph/nn.h"

namespace hfi::graph {

Value sigmoid(Value x);
Value exp(Value x);
Value sin(Value x);
Value cos(Value x);
Value sqrt(Value x);
Value softplus(Value x);
Value leaky_relu(Value x, float slope);
Value clamp(Value x, float least, float most);
Value greater_or_equal(Value a, Value b);        // bool
Value where(Value condition, Value a, Value b);  // a where `condition`, else b

}  // namespace hfi::graph
