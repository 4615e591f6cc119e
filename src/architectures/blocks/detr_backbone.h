#pragma once
// The residual network below DETR: one of the reference's own, or one of timm, which checkpoints from before backbones had
// configurations hold.

#include <vector>

#include "graph/config.h"
#include "graph/spatial.h"

namespace hfi::architectures {

// The outputs of the four stages, each [batch, channels, height, width]; w holds the network's weights.
std::vector<graph::Value> detr_backbone(graph::Value pixels, graph::Scope w,
                                        const graph::Config& config);

}  // namespace hfi::architectures
