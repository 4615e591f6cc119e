#pragma once
// The vocabulary of networks that extend sequences token by token and keep keys and values in place between steps. What
// they read and write besides tokens and logits is agreed with generation/cached_decoder.h:
//   input_ids                            int64 [batch, length]
//   position_ids                         int64 [batch, length]: where in its sequence each token stands
//   seqlens_k                            int32 [batch]: the length of each row after this run, minus one
//   total_sequence_length                int32 []: the longest of these lengths
//   past_key_values.<layer>.key, .value  float32 [batch, heads, capacity, head dim]; what present.<layer>.key and .value
//                                        give is the same memory, with this run's keys and values added
//   sequence_length                      int64 [batch, 1], where rotary embeddings depend on it: the tokens of each row that
//                                        are known, those of its prompt that have not been read yet included
// A run reads several tokens of one row, or one token each of several rows.

#include "graph/nn.h"

namespace hfi::graph {

struct CachedAttention {
  std::int64_t num_heads = 0;
  std::int64_t num_key_value_heads = 0;  // num_heads is a multiple of it (arXiv 2305.13245)
  std::int64_t head_dim = 0;
  float scale = 0.0F;               // of the products; 0 takes 1 / sqrt(head dim)
  float softcap = 0.0F;             // products become softcap * tanh(x / softcap); 0 leaves them
  std::int64_t sliding_window = 0;  // keys that a query sees, its own included; 0 for all before it
  Value
      bias{};  // added to the products: [batch or 1, num_heads or 1, length, total_sequence_length]
};

// Causal attention of q [batch, length, num_heads * head_dim] over all keys and values that layer `layer` has kept, and those of
// this run, k and v [batch, length, num_key_value_heads * head_dim].
Value cached_attention(Value q, Value k, Value v, std::int64_t layer, const CachedAttention& how);

Value position_ids(Graph& graph);

// int64 [total_sequence_length]: where the keys of a run stand, 0, 1, …
Value key_positions(Graph& graph);

// The last position of each row, x [batch, length, dim] -> [batch, 1, dim]: the only one whose logits are wanted.
Value last_position(Value x);

// Angles of rotary embeddings (arXiv 2104.09864) at the positions of this run.
struct Rotary {
  Value cos, sin;                // [batch * length, rotary dim / 2]
  Value rows;                    // int64 [batch, length]: a token's row in them
  std::int64_t partial_dim = 0;  // the rotary dim, where it is less than the head's
};

// `frequencies` [dim / 2], or [batch, 1, dim / 2] where rows have their own; cos and sin are multiplied by `scaling`.
Rotary rotary(Value position_ids, Value frequencies, float scaling);

// Turns x [batch, length, heads * head dim]: in each head, the first half of the rotary dim against the second.
Value rotate(Value x, const Rotary& angles, std::int64_t heads);

}  // namespace hfi::graph
