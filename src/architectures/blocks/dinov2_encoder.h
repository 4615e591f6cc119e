#pragma once
// The layers of DINOv2, by themselves and as a backbone.

#include <vector>

#include "architectures/blocks/vit_encoder.h"

namespace hfi::architectures {

struct Dinov2Encoder {
  const graph::Config& config;
  const VitEncoder vit{config};
  const std::int64_t hidden = config.get<std::int64_t>("hidden_size");
  const Extents image = extents_of(config, "image_size", 224);
  const Extents patch = extents_of(config, "patch_size", 14);
  const float eps = config.get<float>("layer_norm_eps", 1e-6F);

  // The embeddings, then the output of every layer, without the last normalisation: [batch, 1 + patches, hidden].
  [[nodiscard]] std::vector<graph::Value> hidden_states(graph::Value pixels, graph::Scope w) const;

 private:
  [[nodiscard]] graph::Value embeddings(graph::Value pixels, graph::Scope w) const;
  [[nodiscard]] graph::Value feed_forward(graph::Value x, graph::Scope w) const;
  [[nodiscard]] graph::Value layer(graph::Value x, graph::Scope w) const;
};

}  // namespace hfi::architectures
