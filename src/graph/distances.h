#pragma once
// Attention that depends on how far apart two tokens are.

#include "graph/nn.h"

namespace hfi::graph {

// int64 [length, length]: in row i and column j, i - j. `length` is int64 [1], as length_of gives it.
Value distances(Value length);

// table[distance] for distances [n, n]: `table` [2 * reach + 1, …] begins at the distance -reach, and what is farther apart
// counts as `reach`.
Value at_distance(Value table, Value distances, std::int64_t reach);

// 0 where |distance| <= `most`, else so little that no weight is left: float32 [1, 1, n, n].
Value within(Value distances, std::int64_t most);

// int32 [batch, key length] as attention() takes it -> float32 [batch, 1, 1, key length] to add to products: 0, or so little
// that no weight is left.
Value mask_to_add(Value mask);

// torch.gather along the last axis: x [batch, heads, n, m] and indices [n, n] -> [batch, heads, n, n].
Value gather_last(Value x, Value indices);

}  // namespace hfi::graph
