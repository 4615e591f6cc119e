#pragma once
// Frequencies of rotary embeddings and the ways of stretching them to longer texts.
// Reference: transformers, modeling_rope_utils.py: default, linear, dynamic, yarn, longrope and llama3.

#include <optional>

#include "graph/config.h"
#include "graph/decoding.h"

namespace hfi::architectures {

// The angles at this run's positions, as `rope_parameters` (or, in older files, rope_theta and rope_scaling) say.
graph::Rotary rope(graph::Graph& graph, const graph::Config& config, std::int64_t head_dim);

// The same from parameters of their own, which some families give to each kind of layer.
graph::Rotary rope(graph::Graph& graph, const graph::Config& config,
                   const graph::Config& parameters, float theta, std::int64_t head_dim);

// max_position_embeddings, or as many times that as "dynamic" stretches it.
std::optional<std::int64_t> max_rope_length(const graph::Config& config);

}  // namespace hfi::architectures
