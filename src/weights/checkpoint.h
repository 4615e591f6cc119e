#pragma once
// All weights of a repository under the names that the reference's classes give them.

#include <filesystem>
#include <optional>
#include <string>

#include "graph/weight_table.h"

namespace hfi::weights {

// Reads model.safetensors, or the shards that model.safetensors.index.json lists; nullopt when the folder has neither.
// Fails with model_invalid, naming file and tensor.
Result<std::optional<graph::WeightTable>> read_checkpoint(const std::filesystem::path& folder);

// The names of older checkpoints, and of those saved from the bare base model, as the classes with heads expect them:
// LayerNorm.gamma and .beta become .weight and .bias; when no name begins with `prefix`, every name gets it.
graph::WeightTable under_reference_names(graph::WeightTable table, const std::string& prefix);

}  // namespace hfi::weights
