#include "architectures/blocks/vit_encoder.h"

#include <cmath>

#include "graph/convolution.h"

namespace hfi::architectures {

using namespace graph;

Extents extents_of(const Config& config, std::string_view key, std::int64_t fallback) {
  const auto* value = config.object().if_contains(key);
  if (value == nullptr || !value->is_array()) {
    const auto both = config.get<std::int64_t>(key, fallback);
    return {both, both};
  }
  const auto list = config.get<std::vector<std::int64_t>>(key);
  return list.size() == 2 ? Extents{list[0], list[1]} : Extents{0, 0};
}

Value patches(Value pixels, Scope projection, Extents patch) {
  if (patch.height < 1 || patch.width < 1)
    projection.graph().problem("config.json: patch_size: expected one or two positive numbers");
  return conv(pixels, projection, {.stride = {patch.height, patch.width}});
}

Value with_class_token(Value sequence, Value token) {
  return concat({for_each_of_batch(token, sequence), sequence}, 1);
}

Value interpolated_positions(Value table, std::int64_t count, Value size, std::int64_t hidden) {
  const auto side = std::llrint(std::floor(std::sqrt(static_cast<double>(count - 1))));
  if (side * side != count - 1)
    table.graph->problem("position_embeddings: " + std::to_string(count - 1) +
                         " patches are no square");
  const auto square =
      transpose(reshape(slice(table, 1, count, 1), {1, side, side, hidden}), {0, 3, 1, 2});
  const auto fitting = flatten_space(interpolate(square, size, Interpolation::bicubic));
  return concat({slice(table, 0, 1, 1), fitting}, 1);
}

VitEncoder::VitEncoder(const Config& config)
    : layers(config.count("num_hidden_layers")),
      heads(config.get<std::int64_t>("num_attention_heads")),
      act(config.get<std::string>("hidden_act", "gelu")),
      eps(config.get<float>("layer_norm_eps", 1e-12F)) {}

Value VitEncoder::attention(Value x, Scope w) const {
  const auto bias = [](Scope part) { return part.has("bias"); };
  const auto projected = [&](Scope part) {
    return bias(part) ? linear(x, part) : project(x, part["weight"]);
  };
  const auto q = projected(w / "attention.query");
  const auto k = projected(w / "attention.key");
  const auto v = projected(w / "attention.value");
  return linear(graph::attention(q, k, v, Value{}, heads), w / "output.dense");
}

Value VitEncoder::layer(Value x, Scope w) const {
  const auto y = x + attention(layer_norm(x, w / "layernorm_before", eps), w / "attention");
  const auto inner =
      activation(act, linear(layer_norm(y, w / "layernorm_after", eps), w / "intermediate.dense"));
  return y + linear(inner, w / "output.dense");
}

std::vector<Value> VitEncoder::hidden_states(Value x, Scope w) const {
  std::vector<Value> states;
  for (std::int64_t i = 0; i < layers; ++i) states.push_back(x = layer(x, w / i));
  return states;
}

}  // namespace hfi::architectures
