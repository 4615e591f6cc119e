#include "graph/cross_attention.h"

namespace hfi::graph {
namespace {

std::string name_of(std::int64_t layer, const char* kind) {
  return "cross_key_values." + std::to_string(layer) + "." + kind;
}

}  // namespace

Outputs cross_key_values(Value k, Value v, std::int64_t layer, const CrossAttention& how) {
  const std::vector<std::int64_t> by_head = {0, 0, how.num_heads, how.head_dim};
  return {{name_of(layer, "key"), reshape(k, by_head)},
          {name_of(layer, "value"), reshape(v, by_head)}};
}

Value cross_attention(Value q, std::int64_t layer, const CrossAttention& how) {
  auto& graph = *q.graph;
  const auto kept = [&](const char* kind) {
    return graph.input(name_of(layer, kind), DType::f32,
                       {"batch", how.num_heads, "cross_capacity", how.head_dim});
  };
  const auto mask = cast(
      graph.input("encoder_attention_mask", DType::i64, {"batch", "cross_capacity"}), DType::i32);
  const auto k = kept("key");
  const auto v = kept("value");
  return attention(q, k, v, mask, {.num_heads = how.num_heads, .scale = how.scale});
}

}  // namespace hfi::graph
