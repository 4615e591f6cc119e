#pragma once
// Numbers of a checkpoint as float32.

#include <filesystem>
#include <span>

#include "graph/weight_table.h"

namespace hfi::weights {

// REQUIRES: `dtype` is f32, f16 or bf16, and `from` holds as many as `to`.
void to_float32(const std::byte* from, DType dtype, std::span<float> to);

// A whole weight, read from its file below `folder`. Fails with model_invalid, also for numbers of another type.
Result<Tensor> read_float32(const std::filesystem::path& folder, const graph::WeightInfo& weight);

}  // namespace hfi::weights
