#pragma once
// From the layers of a vision transformer to one map of fine resolution: the dense prediction transformer, arXiv 2103.13413,
// section 3. Depth Anything has the same with small differences.

#include <vector>

#include "graph/config.h"
#include "graph/spatial.h"

namespace hfi::architectures {

struct DptNeck {
  const graph::Config& config;
  bool sizes_of_next;  // each fusion ends at the size of the next map, not at twice its own

  // hidden states, each [batch, 1 + patches, hidden], of a picture of `size` patches -> [batch, fusion, height, width]
  [[nodiscard]] graph::Value operator()(const std::vector<graph::Value>& states, graph::Value size,
                                        graph::Scope w) const;

 private:
  [[nodiscard]] graph::Value reassembled(graph::Value state, graph::Value size, graph::Scope w,
                                         std::size_t index) const;
  [[nodiscard]] graph::Value read_out(graph::Value state, graph::Scope w, std::size_t index) const;
  [[nodiscard]] graph::Value residual(graph::Value x, graph::Scope w) const;
};

// The outputs of the layers that a backbone_config of DINOv2 names, and the number of patches along both axes, int64 [2].
struct Backbone {
  std::vector<graph::Value> states;
  graph::Value size;
};
Backbone dinov2_backbone(graph::Scope w, const graph::Config& config);

}  // namespace hfi::architectures
