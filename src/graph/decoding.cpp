#include "graph/decoding.h"

#include <cmath>
#include <limits>

#include "graph/text_inputs.h"

namespace hfi::graph {
namespace {

constexpr std::int64_t head_dim_unit = 8;  // of GroupQueryAttention

std::int64_t padded(std::int64_t head_dim) {
  return (head_dim + head_dim_unit - 1) / head_dim_unit * head_dim_unit;
}

// Zeros behind each head of x [batch, length, heads * head dim], which leave products as they are.
Value pad_heads(Value x, std::int64_t head_dim) {
  auto& graph = *x.graph;
  const auto missing = padded(head_dim) - head_dim;
  if (missing == 0) return x;
  const auto by_head = reshape(x, {0, 0, -1, head_dim});
  const auto wider = graph.add({"Pad"}, {by_head, integers(graph, {0, 0, 0, 0, 0, 0, 0, missing})});
  return reshape(wider, {0, 0, -1});
}

Value crop_heads(Value x, std::int64_t head_dim) {
  if (padded(head_dim) == head_dim) return x;
  const auto by_head = reshape(x, {0, 0, -1, padded(head_dim)});
  return reshape(slice(by_head, 0, head_dim, 3), {0, 0, -1});
}

Value total_sequence_length(Graph& graph) {
  return graph.input("total_sequence_length", DType::i32, {});
}

Value cache(Graph& graph, std::int64_t layer, const char* kind, std::int64_t heads,
            std::int64_t head_dim) {
  return graph.input("past_key_values." + std::to_string(layer) + "." + kind, DType::f32,
                     {"batch", heads, "capacity", head_dim});
}

}  // namespace

Value cached_attention(Value q, Value k, Value v, std::int64_t layer, const CachedAttention& how) {
  auto& graph = *q.graph;
  const auto kept_dim = padded(how.head_dim);
  const auto scale = how.scale != 0.0F || kept_dim == how.head_dim
                         ? how.scale
                         : 1.0F / std::sqrt(static_cast<float>(how.head_dim));
  std::vector<Value> inputs = {pad_heads(q, how.head_dim),
                               pad_heads(k, how.head_dim),
                               pad_heads(v, how.head_dim),
                               cache(graph, layer, "key", how.num_key_value_heads, kept_dim),
                               cache(graph, layer, "value", how.num_key_value_heads, kept_dim),
                               graph.input("seqlens_k", DType::i32, {"batch"}),
                               total_sequence_length(graph)};
  if (how.bias.graph != nullptr) inputs.insert(inputs.end(), {Value{}, Value{}, Value{}, how.bias});
  std::vector<Attribute> attributes = {{"num_heads", how.num_heads},
                                       {"kv_num_heads", how.num_key_value_heads}};
  if (scale != 0.0F) attributes.push_back({"scale", scale});
  if (how.softcap != 0.0F) attributes.push_back({"softcap", how.softcap});
  if (how.sliding_window != 0) attributes.push_back({"local_window_size", how.sliding_window});
  const auto attended = graph.add(
      {"GroupQueryAttention", std::string(microsoft), std::move(attributes), 3}, std::move(inputs));
  const auto present = "present." + std::to_string(layer);
  graph.keep(present + ".key", {&graph, attended.node, 1});
  graph.keep(present + ".value", {&graph, attended.node, 2});
  return crop_heads(attended, how.head_dim);
}

Value key_positions(Graph& graph) { return arange(cast(total_sequence_length(graph), DType::i64)); }

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
