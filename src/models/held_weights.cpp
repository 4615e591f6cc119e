#include "models/held_weights.h"

#include <set>

#include "weights/quantise.h"

namespace hfi::models {
namespace {

using graph::Node;
using graph::Quantised;

bool is_cast(const Node& node) {
  const auto* op = std::get_if<graph::Operator>(&node.kind);
  return op != nullptr && op->type == "Cast";
}

// Indices of weights that some node reads as they are stored, and of those that are cast when the model is opened.
struct Readers {
  std::set<int> stored, cast;
};

Readers readers_of(const graph::Computation& computation) {
  Readers readers;
  for (const auto& node : computation.nodes)
    for (const auto& input : node.inputs)
      if (input.graph != nullptr)
        (is_cast(node) ? readers.cast : readers.stored).insert(input.node);
  for (const auto& [name, value] : computation.outputs) readers.stored.insert(value.node);
  return readers;
}

const Quantised* quantised_values(const Node& node) {
  const auto* made = std::get_if<Quantised>(&node.kind);
  return made != nullptr && made->part == Quantised::Part::values ? made : nullptr;
}

}  // namespace

std::uint64_t bytes_in_memory(const graph::Computation& computation) {
  const auto readers = readers_of(computation);
  std::uint64_t bytes = 0;
  for (int index = 0; index < static_cast<int>(computation.nodes.size()); ++index) {
    const auto& node = computation.nodes[static_cast<std::size_t>(index)];
    if (const auto* weight = std::get_if<graph::Weight>(&node.kind)) {
      if (readers.stored.contains(index)) bytes += weight->info.bytes;
      if (readers.cast.contains(index)) bytes += count_of(weight->info.shape) * sizeof(float);
    }
    if (const auto* made = std::get_if<Quantised>(&node.kind))
      bytes += count_of(made->shape) * size_of(made->dtype);
  }
  return bytes;
}

Result<Tensors> quantise_weights(const graph::Computation& computation,
                                 const std::filesystem::path& folder) {
  Tensors made;
  for (const auto& node : computation.nodes) {
    const auto* layer = quantised_values(node);
    if (layer == nullptr) continue;
    const auto scales = graph::scales_of(*layer);
    const Tensor values(layer->dtype, layer->shape);
    const Tensor factors(scales.dtype, scales.shape);
    TRY(weights::quantise(folder, *layer, values, factors));
    made.emplace(node.name, values);
    made.emplace(graph::scales_name(node.name), factors);
  }
  return made;
}

}  // namespace hfi::models
