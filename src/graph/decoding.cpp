#include "graph/decoding.h"

#include <limits>

#include "graph/text_inputs.h"

namespace hfi::graph {
namespace {

constexpr std::int64_t head_dim_unit = 8;  // of GroupQueryAttention

Value cache(Graph& graph, std::int64_t layer, const char* kind, std::int64_t heads,
            std::int64_t head_dim) {
  return graph.input("past_key_values." + std::to_string(layer) + "." + kind, DType::f32,
                     {"batch", heads, "capacity", head_dim});
}

}  // namespace

Value cached_attention(Value q, Value k, Value v, std::int64_t layer, const CachedAttention& how) {
  auto& graph = *q.graph;
  if (how.head_dim % head_dim_unit != 0)
    graph.problem("config.json: a head dimension of " + std::to_string(how.head_dim) +
                  " is not a multiple of 8");
  const auto past_key = cache(graph, layer, "key", how.num_key_value_heads, how.head_dim);
  const auto past_value = cache(graph, layer, "value", how.num_key_value_heads, how.head_dim);
  const auto seqlens = graph.input("seqlens_k", DType::i32, {"batch"});
  const auto total = graph.input("total_sequence_length", DType::i32, {});
  std::vector<Attribute> attributes = {{"num_heads", how.num_heads},
                                       {"kv_num_heads", how.num_key_value_heads}};
  if (how.scale != 0.0F) attributes.push_back({"scale", how.scale});
  if (how.softcap != 0.0F) attributes.push_back({"softcap", how.softcap});
  if (how.sliding_window != 0) attributes.push_back({"local_window_size", how.sliding_window});
  const auto attended =
      graph.add({"GroupQueryAttention", std::string(microsoft), std::move(attributes), 3},
                {q, k, v, past_key, past_value, seqlens, total});
  const auto present = "present." + std::to_string(layer);
  graph.keep(present + ".key", {&graph, attended.node, 1});
  graph.keep(present + ".value", {&graph, attended.node, 2});
  return attended;
}

Value position_ids(Graph& graph) { return token_ids(graph, "position_ids"); }

Value last_position(Value x) {
  auto& graph = *x.graph;
  constexpr auto end = std::numeric_limits<std::int64_t>::max();
  return graph.add({"Slice"},
                   {x, integers(graph, {-1}), integers(graph, {end}), integers(graph, {1})});
}

Rotary rotary(Value position_ids, Value frequencies, float scaling) {
  auto& graph = *position_ids.graph;
  const auto angle = unsqueeze(cast(position_ids, DType::f32), 2) * frequencies;
  const auto table = [&](const char* function) {
    const auto values = graph.add({function}, {angle});
    const auto scaled = scaling == 1.0F ? values : values * scaling;
    const auto half = graph.add({"Shape", "", {{"start", std::int64_t{2}}}}, {scaled});
    return graph.add({"Reshape"}, {scaled, concat({integers(graph, {-1}), half}, 0)});
  };
  const auto extents = shape(position_ids);
  const auto count = graph.add({"ReduceProd", "", {{"keepdims", std::int64_t{0}}}}, {extents});
  const auto all = graph.add({"Range"}, {integer(graph, 0), count, integer(graph, 1)});
  return {table("Cos"), table("Sin"), graph.add({"Reshape"}, {all, extents})};
}

Value rotate(Value x, const Rotary& angles, std::int64_t heads) {
  return x.graph->add({"RotaryEmbedding",
                       std::string(microsoft),
                       {{"num_heads", heads}, {"rotary_embedding_dim", angles.partial_dim}}},
                      {x, angles.rows, angles.cos, angles.sin});
}

}  // namespace hfi::graph
