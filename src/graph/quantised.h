#pragma once
// Weights of linear layers in fewer bits. What each scheme costs in accuracy is in docs/quantisation.md.

#include <optional>
#include <string>
#include <string_view>

#include "graph/weight_table.h"

namespace hfi::graph {

enum class Scheme {
  q8,  // 8 bits, one scale for each block of 32 inputs; activations are rounded to 8 bits, block by block
  q4,    // 4 bits, otherwise the same
  int8,  // 8 bits, one scale for each output; activations to 8 bits with one scale and offset for the whole tensor
  int8_offset,  // the numbers of int8, held as unsigned ones around 128
};

// "q8", "q4" and "int8", the names that requests use; nullopt for any other.
std::optional<Scheme> scheme_of(std::string_view dtype);

// Whether scales belong to blocks of inputs (q8, q4) rather than to outputs (int8).
constexpr bool has_blocks(Scheme scheme) { return scheme == Scheme::q8 || scheme == Scheme::q4; }

// Consecutive inputs of one output that share a scale in q8 and q4.
constexpr std::int64_t block_size = 32;

// An initialiser that is computed from a weight when the model is opened: the numbers of a linear layer, or their scales.
//   q8     values u8 [out, blocks, 32], scales f32 [out * blocks]; number = (value - 128) * scale
//   q4     values u8 [out, blocks, 16], the even input in the lower half; number = (value - 8) * scale
//   int8   values i8 [in, out], scales f32 [out]; number = value * scale
//   int8_offset  values u8 [in, out]; number = (value - 128) * scale
struct Quantised {
  enum class Part { values, scales };

  WeightInfo from;
  bool transposed;  // the weight lies as [in, out] rather than [out, in]
  Scheme scheme;
  Part part;
  DType dtype;
  Shape shape;

  [[nodiscard]] std::int64_t outputs() const { return from.shape.at(transposed ? 1 : 0); }
  [[nodiscard]] std::int64_t inputs() const { return from.shape.at(transposed ? 0 : 1); }
};

// The values of a layer whose weight is `from`, a matrix.
Quantised values_of(const WeightInfo& from, bool transposed, Scheme scheme);

// The scales that belong to values, and the name of their initialiser given that of the values.
Quantised scales_of(Quantised values);
std::string scales_name(const std::string& values_name);

struct Computation;

// The same computation with every linear layer over quantised weights, its bias included. Left as they are: embedding
// tables and all that is not multiplied with (a table that is also the projection to the vocabulary is quantised for the
// projection only), and matrices with an extent below a block.
Computation quantised(const Computation& computation, Scheme scheme);

}  // namespace hfi::graph
