#pragma once
// The stem and the stages of a residual network, by themselves and as a backbone.

#include <string>
#include <vector>

#include "graph/config.h"
#include "graph/spatial.h"

namespace hfi::architectures {

struct ResNetEncoder {
  const graph::Config& config;
  const std::vector<std::int64_t> hidden_sizes =
      config.get("hidden_sizes", std::vector<std::int64_t>{256, 512, 1024, 2048});
  const std::vector<std::int64_t> depths =
      config.get("depths", std::vector<std::int64_t>{3, 4, 6, 3});
  const std::int64_t embedding_size = config.get<std::int64_t>("embedding_size", 64);
  const std::string layer_type = config.get<std::string>("layer_type", "bottleneck");
  const std::string act = config.get<std::string>("hidden_act", "relu");

  // The stem's output and that of every stage, each [batch, channels, height, width]; w holds "embedder" and "encoder".
  [[nodiscard]] std::vector<graph::Value> feature_maps(graph::Value pixels, graph::Scope w) const;

 private:
  [[nodiscard]] graph::Value layer(graph::Value x, graph::Scope w, std::int64_t stride,
                                   bool shortcut) const;
  [[nodiscard]] graph::Value stage(graph::Value x, graph::Scope w, std::size_t index) const;
};

}  // namespace hfi::architectures
