#pragma once
// Attention of a decoder over what an encoder read. Its keys and values are computed once per request, by the encoder's
// network, and read in every step of the decoder's (generation/decoder.h):
//   cross_key_values.<layer>.key, .value  outputs of the encoder, float32 [batch, length, heads, head dim]; inputs of the
//                                         decoder, float32 [batch, heads, capacity, head dim]
//   encoder_attention_mask                input of the decoder, int64 [batch, capacity]: 1 where the encoder read a token

#include "graph/nn.h"

namespace hfi::graph {

struct CrossAttention {
  std::int64_t num_heads = 0;
  std::int64_t head_dim = 0;
  float scale = 0.0F;  // of the products; 0 takes 1 / sqrt(head dim)
};

// The outputs of an encoder for layer `layer` of its decoder: k and v [batch, length, num_heads * head_dim].
Outputs cross_key_values(Value k, Value v, std::int64_t layer, const CrossAttention& how);

// In a decoder: attention of q [batch, length, num_heads * head_dim] over them.
Value cross_attention(Value q, std::int64_t layer, const CrossAttention& how);

}  // namespace hfi::graph
