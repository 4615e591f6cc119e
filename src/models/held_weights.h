#pragma once
// The weights of a computation as they are held in memory: how many bytes that takes, and those that are made while the
// model is opened.

#include <filesystem>

#include "graph/graph.h"

namespace hfi::models {

// Bytes of all weights: in float32 where they are cast to it, quantised where they are that, else as they are stored.
std::uint64_t bytes_in_memory(const graph::Computation& computation);

// The computation's quantised weights by the names of their initialisers, read from the checkpoint in `folder`.
Result<Tensors> quantise_weights(const graph::Computation& computation,
                                 const std::filesystem::path& folder);

}  // namespace hfi::models
