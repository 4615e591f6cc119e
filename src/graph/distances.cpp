#include "graph/distances.h"

#include <limits>

namespace hfi::graph {
namespace {

constexpr float nothing = std::numeric_limits<float>::lowest();

Value op(const char* type, std::vector<Value> inputs, std::vector<Attribute> attributes = {}) {
  Graph& graph = *inputs.front().graph;
  return graph.add({type, "", std::move(attributes)}, std::move(inputs));
}

}  // namespace

Value distances(Value length) {
  auto& graph = *length.graph;
  const auto scalar = op("Squeeze", {length});
  const auto range = op("Range", {integer(graph, 0), scalar, integer(graph, 1)});
  return unsqueeze(range, 1) - unsqueeze(range, 0);
}

Value at_distance(Value table, Value distances, std::int64_t reach) {
  auto& graph = *table.graph;
  const auto near = op("Clip", {distances, integer(graph, -reach), integer(graph, reach)});
  return gather(table, near + integer(graph, reach), 0);
}

Value within(Value distances, std::int64_t most) {
  auto& graph = *distances.graph;
  const auto far = op("Greater", {op("Abs", {distances}), integer(graph, most)});
  const auto bias = op("Where", {far, number(graph, nothing), number(graph, 0)});
  return op("Unsqueeze", {bias, integers(graph, {0, 1})});
}

Value mask_to_add(Value mask) {
  auto& graph = *mask.graph;
  const auto hidden = (cast(mask, DType::f32) + number(graph, -1)) * number(graph, -nothing);
  return op("Unsqueeze", {hidden, integers(graph, {1, 2})});
}

Value gather_last(Value x, Value indices) {
  auto& graph = *x.graph;
  const auto extents = shape(indices);
  const auto leading = op("Slice", {shape(x), integers(graph, {0}), integers(graph, {2})});
  const auto all = op("Expand", {indices, concat({leading, extents}, 0)});
  return op("GatherElements", {x, all}, {{"axis", std::int64_t{-1}}});
}

}  // namespace hfi::graph
