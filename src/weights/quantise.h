#pragma once
// The numbers of linear layers in fewer bits, computed while the checkpoint is read: no second copy in float32 is made.

#include <cstdint>
#include <filesystem>
#include <span>

#include "graph/quantised.h"
#include "tensor/tensor.h"

namespace hfi::weights {

// Each of these takes one row of a matrix: the weights of all inputs of one output. Sizes are those of graph::Quantised.

// scale = max |w| / 127; value = round(w / scale) + 128. Places after the last input hold 128.
void quantise_q8(std::span<const float> row, std::span<std::uint8_t> values,
                 std::span<float> scales);

// scale = (the w of greatest magnitude) / -8; value = w / scale + 8, rounded half up and at most 15: llama.cpp's Q4_0.
void quantise_q4(std::span<const float> row, std::span<std::uint8_t> values,
                 std::span<float> scales);

// scale = max |w| / 127; value = round(w / scale). Returns the scale.
float quantise_int8(std::span<const float> row, std::span<std::int8_t> values);

// Reads the weight from its file below `folder` and fills both parts. Fails with model_invalid.
Result<void> quantise(const std::filesystem::path& folder, const graph::Quantised& quantised,
                      const Tensor& values, const Tensor& scales);

}  // namespace hfi::weights
