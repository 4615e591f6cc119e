#include "graph/elementwise.h"

namespace hfi::graph {

Value sigmoid(Value x) { return x.graph->add({"Sigmoid"}, {x}); }
Value exp(Value x) { return x.graph->add({"Exp"}, {x}); }
Value sin(Value x) { return x.graph->add({"Sin"}, {x}); }
Value cos(Value x) { return x.graph->add({"Cos"}, {x}); }

}  // namespace hfi::graph
