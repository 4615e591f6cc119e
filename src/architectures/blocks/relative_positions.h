#pragma once
// Relative attention biases as T5 has them: arXiv 1910.10683, section 2.1. Near distances have a bucket each, far ones share
// buckets that grow logarithmically.
// Reference: transformers, models/t5/modeling_t5.py, _relative_position_bucket.

#include "graph/nn.h"

namespace hfi::architectures {

struct RelativePositions {
  std::int64_t num_buckets = 32;
  std::int64_t max_distance = 128;  // from here on all distances share a bucket
  bool bidirectional = true;        // false where keys never lie after their query
};

// The bucket of each distance, key minus query, from -max_distance to max_distance.
std::vector<std::int64_t> relative_position_buckets(const RelativePositions& how);

// `weight` [num_buckets, heads] looked up for each pair of positions: queries int64 [batch, length, 1], keys int64
// [key length] -> [batch, heads, length, key length].
graph::Value relative_attention_bias(graph::Value queries, graph::Value keys, graph::Value weight,
                                     const RelativePositions& how);

}  // namespace hfi::architectures
