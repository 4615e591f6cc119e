#pragma once
// The safetensors format: an 8-byte little-endian length, a JSON header of that length, then the bytes of the tensors.
// Reference: https://huggingface.co/docs/safetensors, and safetensors/src/tensor.rs (validate).

#include <filesystem>

#include "graph/weight_table.h"

namespace hfi::weights {

// Reads and validates the header of `path`; the tensors themselves are not touched. Fails with model_invalid for a
// header that is too long or not JSON, an unknown dtype, a shape whose bytes differ from its range, and for ranges that
// overlap, leave gaps, are not aligned to their element or end outside the file. `location` becomes WeightInfo::file.
Result<graph::WeightTable> read_safetensors(const std::filesystem::path& path,
                                            const std::string& location);

}  // namespace hfi::weights
