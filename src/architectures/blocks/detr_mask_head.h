#pragma once
// Masks for the queries of DETR: where each one looks, refined with the backbone's maps. arXiv 2005.12872, section 4.4.

#include <vector>

#include "graph/spatial.h"

namespace hfi::architectures {

struct DetrMaskHead {
  std::int64_t queries;
  std::int64_t hidden;
  std::int64_t heads;
  std::string act;

  // The weights of the queries' attention to the encoder's output [batch, positions, hidden], softmax over heads and
  // positions together: [batch * queries, heads, height, width].
  [[nodiscard]] graph::Value attention_maps(graph::Value decoded, graph::Value memory,
                                            graph::Value size, graph::Scope w) const;

  // [batch, queries, height, width] of the largest of `maps`, which are the backbone's stages in their order.
  [[nodiscard]] graph::Value masks(graph::Value projected, graph::Value attention,
                                   const std::vector<graph::Value>& maps, graph::Scope w) const;

 private:
  [[nodiscard]] graph::Value block(graph::Value x, graph::Scope w, int index,
                                   std::int64_t channels) const;
};

}  // namespace hfi::architectures
