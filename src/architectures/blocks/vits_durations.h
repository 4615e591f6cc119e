#pragma once
// How long VITS speaks each token: a flow that draws durations, or a network that gives the likeliest.
// Paper: arXiv 2106.06103, section 2.2.2 and appendix A.2; reference: transformers, models/vits/modeling_vits.py

#include "graph/config.h"
#include "graph/nn.h"

namespace hfi::architectures {

// The logarithms of durations in frames, [batch, 1, length], for x [batch, hidden size, length]. `speaker`
// [batch, size, 1] may be absent. A flow reads the input "duration_noise", float32 [batch, 2, length].
graph::Value vits_durations(graph::Value x, graph::Value speaker, graph::Scope w,
                            const graph::Config& config);

}  // namespace hfi::architectures
