#include "architectures/blocks/dinov2_encoder.h"

namespace hfi::architectures {

using namespace graph;

Value Dinov2Encoder::embeddings(Value pixels, Scope w) const {
  const auto grid = patches(pixels, w / "patch_embeddings.projection", patch);
  const auto sequence = with_class_token(flatten_space(grid), w["cls_token"]);
  const auto count = 1 + (image.height / patch.height) * (image.width / patch.width);
  return sequence +
         interpolated_positions(w["position_embeddings"], count, spatial_size(grid), hidden);
}

Value Dinov2Encoder::feed_forward(Value x, Scope w) const {
  if (!config.get("use_swiglu_ffn", false))
    return linear(activation(vit.act, linear(x, w / "fc1")), w / "fc2");
  // arXiv 2002.05202, equation 6
  const auto both = linear(x, w / "weights_in");
  const auto wide = config.get<std::int64_t>("mlp_ratio", 4) * hidden;
  const auto inner = (wide * 2 / 3 + 7) / 8 * 8;
  return linear(activation("silu", slice(both, 0, inner, 2)) * slice(both, inner, 2 * inner, 2),
                w / "weights_out");
}

Value Dinov2Encoder::layer(Value x, Scope w) const {
  const auto attended = vit.attention(layer_norm(x, w / "norm1", eps), w / "attention");
  const auto y = x + attended * w["layer_scale1.lambda1"];
  return y + feed_forward(layer_norm(y, w / "norm2", eps), w / "mlp") * w["layer_scale2.lambda1"];
}

std::vector<Value> Dinov2Encoder::hidden_states(Value pixels, Scope w) const {
  head_size(w.graph(), hidden, vit.heads);
  std::vector<Value> states{embeddings(pixels, w / "embeddings")};
  for (std::int64_t i = 0; i < vit.layers; ++i)
    states.push_back(layer(states.back(), w / "encoder.layer" / i));
  return states;
}

}  // namespace hfi::architectures
