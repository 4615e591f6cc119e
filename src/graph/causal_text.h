#pragma once
// Texts whose meaning is read at their end, by a network that looks back only.

#include "graph/text_inputs.h"

namespace hfi::graph {

// attention() where a position sees itself and those before it, and nothing is padding.
Value causal_attention(Value q, Value k, Value v, std::int64_t heads);

// Of each row of `ids`, int64 [batch, length]: where its largest id is first, and where `id` is first. int64 [batch].
Value first_largest(Value ids);
Value first_equal(Value ids, std::int64_t id);

// Of each sequence in x [batch, length, dim], the vector at the position in `at`, int64 [batch]: [batch, dim].
Value vectors_at(Value x, Value at);

}  // namespace hfi::graph
