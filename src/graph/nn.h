#pragma once
// The vocabulary in which architectures are written. Names follow torch and torch.nn.functional.

#include <string>
#include <vector>

#include "graph/graph.h"

namespace hfi::graph {

// Element by element, shapes broadcast as in NumPy. A number stands for a float32 scalar.
Value operator+(Value a, Value b);
Value operator-(Value a, Value b);
Value operator*(Value a, Value b);
Value operator/(Value a, Value b);
Value operator+(Value a, float b);
Value operator*(Value a, float b);

// [..., n, k] x [..., k, m] -> [..., n, m]
Value matmul(Value a, Value b);

// torch.nn.Linear: x [..., in] -> [..., out], with weight [out, in] and bias [out].
Value linear(Value x, Scope w);
// The same without a bias.
Value project(Value x, Value weight);

// torch.nn.LayerNorm over the last axis, with weight and bias.
Value layer_norm(Value x, Scope w, float eps);

// torch.nn.RMSNorm over the last axis (arXiv 1910.07467).
Value rms_norm(Value x, Value weight, float eps);

// torch.nn.Embedding: ids [...] of any integer type -> [..., dim].
Value embedding(Value ids, Scope w);

// hidden / heads; when that leaves a remainder, a problem of the graph.
std::int64_t head_size(Graph& graph, std::int64_t hidden, std::int64_t heads);

// softmax(q kT / sqrt(d) + mask) v over `heads` heads (arXiv 1706.03762, section 3.2). q, k and v are
// [batch, length, heads * d]; mask is int32 [batch, key length], 0 where a key is padding.
Value attention(Value q, Value k, Value v, Value mask, std::int64_t heads);

struct Attention {
  std::int64_t num_heads = 0;
  float scale = 0.0F;   // of the products; 0 takes 1 / sqrt(d)
  Value bias{};         // added to them: [batch or 1, num_heads or 1, length, key length]
  bool causal = false;  // a query sees no keys after its own position
};
// The same in other ways. Keys and values may also come head by head, [batch, num_heads, key length, d], and the mask may be
// absent.
Value attention(Value q, Value k, Value v, Value mask, const Attention& how);

// transformers.activations.ACT2FN by name; an unknown name is a problem of the graph.
Value activation(const std::string& name, Value x);
Value tanh(Value x);

Value cast(Value x, DType to);
Value shape(Value x);  // int64 [rank]
Value gather(Value x, Value indices, std::int64_t axis);
// Entry `index` of `axis`, which disappears.
Value take(Value x, std::int64_t index, std::int64_t axis);
Value unsqueeze(Value x, std::int64_t axis);
Value reshape(Value x, const std::vector<std::int64_t>& shape);
Value transpose(Value x, const std::vector<std::int64_t>& permutation);
Value concat(const std::vector<Value>& values, std::int64_t axis);
// torch.split: parts of these extents along `axis`.
std::vector<Value> split(Value x, const std::vector<std::int64_t>& extents, std::int64_t axis);
Value softmax(Value x, std::int64_t axis);
Value mean(Value x, std::int64_t axis);  // the axis disappears
// The Euclidean length along `axes`, which stay with the extent 1.
Value norm(Value x, const std::vector<std::int64_t>& axes);
// Entries [from, to) of `axis`; negative numbers count from its end.
Value slice(Value x, std::int64_t from, std::int64_t to, std::int64_t axis);
// x [1, …] repeated along the first axis, as often as `like` is long there: a class token, for example.
Value for_each_of_batch(Value x, Value like);
// 0, 1, … below `count`, an int64 of one element.
Value arange(Value count);
Value equal(Value a, Value b);      // bool
Value not_equal(Value a, Value b);  // bool
// Of each row of x [batch, length, dim] the last position where `flags`, int64 [batch, length], is 1: [batch, dim].
Value take_last(Value x, Value flags);
Value cumulative_sum(Value x, std::int64_t axis);

Value integer(Graph& graph, std::int64_t value);                        // int64 scalar
Value integers(Graph& graph, const std::vector<std::int64_t>& values);  // int64 [n]
Value number(Graph& graph, float value);                                // float32 scalar

}  // namespace hfi::graph
