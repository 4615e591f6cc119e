#pragma once
// A computation as an ONNX model, the form that the runtime loads. Weights stay in their files as external data.

#include <string>

#include "graph/graph.h"

namespace hfi::graph {

// A serialised ModelProto (onnx.proto3). Node outputs are named n<index>, graph inputs and weights keep their names. The
// values of Quantised initialisers are to be given when it is opened.
std::string to_onnx(const Computation& computation);

// TensorProto.DataType
std::int64_t onnx_type(DType dtype);

}  // namespace hfi::graph
