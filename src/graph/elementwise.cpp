#include "graph/elementwise.h"

namespace hfi::graph {

Value sigmoid(Value x) { return x.graph->add({"Sigmoid"}, {x}); }
Value exp(Value x) { return x.graph->add({"Exp"}, {x}); }
Value sin(Value x) { return x.graph->add({"Sin"}, {x}); }
Value cos(Value x) { return x.graph->add({"Cos"}, {x}); }
Value sqrt(Value x) { return x.graph->add({"Sqrt"}, {x}); }
Value softplus(Value x) { return x.graph->add({"Softplus"}, {x}); }

Value leaky_relu(Value x, float slope) {
  return x.graph->add({"LeakyRelu", "", {{"alpha", slope}}}, {x});
}

Value clamp(Value x, float least, float most) {
  return x.graph->add({"Clip"}, {x, number(*x.graph, least), number(*x.graph, most)});
}

Value greater_or_equal(Value a, Value b) { return a.graph->add({"GreaterOrEqual"}, {a, b}); }

Value where(Value condition, Value a, Value b) {
  return condition.graph->add({"Where"}, {condition, a, b});
}

}  // namespace hfi::graph
