#pragma once
// The vision transformer (arXiv 2010.11929, section 3.1) as several families have it: patches with positions, then layers
// that normalise before attention and before the feed-forward part.

#include <string>

#include "graph/config.h"
#include "graph/spatial.h"

namespace hfi::architectures {

// "image_size" or "patch_size": one number for both, or [height, width].
struct Extents {
  std::int64_t height;
  std::int64_t width;
};
Extents extents_of(const graph::Config& config, std::string_view key, std::int64_t fallback);

// A convolution whose kernel and stride are one patch: [batch, channels, height, width] -> [batch, hidden, rows, columns].
graph::Value patches(graph::Value pixels, graph::Scope projection, Extents patch);

// The class token before the patches: [batch, 1 + patches, hidden].
graph::Value with_class_token(graph::Value sequence, graph::Value token);

// A table [1, 1 + n * n, hidden] for pictures of n by n patches, interpolated to `size`, int64 [2].
graph::Value interpolated_positions(graph::Value table, std::int64_t count, graph::Value size,
                                    std::int64_t hidden);

struct VitEncoder {
  std::int64_t layers;
  std::int64_t heads;
  std::string act;
  float eps;

  explicit VitEncoder(const graph::Config& config);

  // "attention.attention.query" and so on, as in modeling_vit.py.
  [[nodiscard]] graph::Value attention(graph::Value x, graph::Scope w) const;
  [[nodiscard]] graph::Value layer(graph::Value x, graph::Scope w) const;
  // The output of every layer; `w` is the scope of the list "layer".
  [[nodiscard]] std::vector<graph::Value> hidden_states(graph::Value x, graph::Scope w) const;
};

}  // namespace hfi::architectures
