#include "graph/text_inputs.h"

namespace hfi::graph {

Value token_ids(Graph& graph, const std::string& name) {
  return graph.input(name, DType::i64, {"batch", "length"});
}

Value attention_mask(Graph& graph) { return cast(token_ids(graph, "attention_mask"), DType::i32); }

Value length_of(Value ids) {
  return ids.graph->add({"Shape", "", {{"start", std::int64_t{1}}, {"end", std::int64_t{2}}}},
                        {ids});
}

Value first_rows(Value table, Value count) {
  auto& graph = *table.graph;
  return graph.add({"Slice"}, {table, integers(graph, {0}), count});
}

}  // namespace hfi::graph
