#pragma once
// The text encoder of VITS: a transformer whose attention knows how far apart two tokens are.
// Reference: transformers, models/vits/modeling_vits.py, VitsTextEncoder

#include "graph/config.h"
#include "graph/nn.h"

namespace hfi::architectures {

struct VitsText {
  graph::Value hidden;         // [batch, length, hidden size]
  graph::Value means;          // [batch, length, flow size], of the latent frames of each token
  graph::Value log_variances;  // the same shape
};

// Of the input "input_ids".
VitsText vits_text(graph::Scope w, const graph::Config& config);

// A number from 0 to 4096 that config.json may leave to the reference's default.
std::int64_t vits_count(const graph::Config& config, std::string_view key, std::int64_t fallback);

// Of the next layer, whose kernel reaches `rate` times as far; what no sound is as long as stays.
std::int64_t vits_dilation(std::int64_t before, std::int64_t rate);

}  // namespace hfi::architectures
