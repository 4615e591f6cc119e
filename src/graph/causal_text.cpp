#include "graph/causal_text.h"

namespace hfi::graph {

Value causal_attention(Value q, Value k, Value v, std::int64_t heads) {
  return q.graph->add({"MultiHeadAttention",
                       std::string(microsoft),
                       {{"num_heads", heads}, {"unidirectional", std::int64_t{1}}}},
                      {q, k, v});
}

Value first_largest(Value ids) {
  return ids.graph->add({"ArgMax", "", {{"axis", std::int64_t{1}}, {"keepdims", std::int64_t{0}}}},
                        {cast(ids, DType::i32)});
}

Value first_equal(Value ids, std::int64_t id) {
  return first_largest(ids.graph->add({"Equal"}, {ids, integer(*ids.graph, id)}));
}

Value vectors_at(Value x, Value at) {
  return x.graph->add({"GatherND", "", {{"batch_dims", std::int64_t{1}}}}, {x, unsqueeze(at, 1)});
}

}  // namespace hfi::graph
