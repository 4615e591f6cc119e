#pragma once
// What the decoders that follow LLaMA (arXiv 2302.13971, section 2.2) share: normalisation before each sub-layer, rotary
// embeddings, grouped-query attention and a gated feed-forward network. Families put their layers together from these.

#include "architectures/architecture.h"
#include "graph/decoding.h"

namespace hfi::architectures {

// num_attention_heads, num_key_value_heads and head_dim of the configuration; a head's dimension is hidden_size / heads
// where the file names none.
graph::CachedAttention attention_of(graph::Graph& graph, const graph::Config& config);

// torch.nn.Linear with a bias where the checkpoint has one.
graph::Value linear_or_project(graph::Value x, graph::Scope w);

struct Heads {
  graph::Value q, k, v;  // [batch, length, heads * head dim]
};

// q_proj, k_proj and v_proj of `w`.
Heads project_heads(graph::Value x, graph::Scope w);

// rotate(q), rotate(k), attention over what layer `layer` has kept, and o_proj of `w`.
graph::Value rotary_attention(const Heads& heads, const graph::Rotary& angles, graph::Scope w,
                              std::int64_t layer, const graph::CachedAttention& how);

// RMSNorm of each head by itself: x [batch, length, heads * head dim], weight [head dim].
graph::Value norm_each_head(graph::Value x, graph::Value weight, std::int64_t head_dim, float eps);

// down_proj(act(gate_proj(x)) * up_proj(x)), arXiv 2002.05202
graph::Value gated_mlp(graph::Value x, graph::Scope w, const std::string& act);

// What attention adds to x in layer `layer`, whose weights are `w`.
using Attend = std::function<graph::Value(graph::Value x, const graph::Rotary& angles,
                                          graph::Scope w, std::int64_t layer)>;

// The hidden states after LLaMA's layers and last norm, "embed_tokens", "layers.0" … "norm" of `w`.
graph::Value llama_decoder(graph::Scope w, const graph::Config& config, const Attend& attend);

// Logits [batch, 1, vocabulary] of the last position by lm_head, or by embed_tokens where the configuration ties the two.
graph::Value next_token_logits(graph::Value hidden, graph::Scope w, const graph::Config& config,
                               bool tied_by_default);

// layer_types[i] == "sliding_attention", by the configuration's own list.
bool slides(const std::vector<std::string>& layer_types, std::int64_t layer);

}  // namespace hfi::architectures
