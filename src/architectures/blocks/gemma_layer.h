#pragma once
// What Gemma 2 and Gemma 3 share: norms that add one to their weight, before and after each sub-layer.
// Reference: transformers, models/gemma2/modeling_gemma2.py.

#include "architectures/blocks/decoder_layer.h"

namespace hfi::architectures {

// x / rms(x) * (1 + weight)
graph::Value gemma_norm(graph::Value x, graph::Value weight, float eps);

// Weights of queries are scaled by query_pre_attn_scalar instead of the head dimension.
graph::CachedAttention gemma_attention(graph::Graph& graph, const graph::Config& config);

// embed_tokens times sqrt(hidden_size)
graph::Value gemma_embeddings(graph::Scope w, const graph::Config& config);

// One layer, `w`, around what `attended` gives for the normalised x.
graph::Value gemma_layer(graph::Value x, graph::Scope w, const graph::Config& config,
                         const std::function<graph::Value(graph::Value)>& attend);

// final_logit_softcapping, where the configuration has one.
graph::Value soft_capped_logits(graph::Value logits, const graph::Config& config);

}  // namespace hfi::architectures
