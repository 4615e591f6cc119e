#pragma once
// The JSON files of a repository. Errors name the file.

#include <filesystem>

#include "core/result.h"

namespace hfi::models {

// At most 64 MiB. Fails with model_invalid.
Result<json::Object> read_json(const std::filesystem::path& file);
Result<json::Array> read_json_array(const std::filesystem::path& file);

}  // namespace hfi::models
