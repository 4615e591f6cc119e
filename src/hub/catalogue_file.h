#pragma once
// The list of models on disk: a heading with count and hash, then one model per line.

#include <filesystem>
#include <optional>

#include "hub/catalogue.h"

namespace hfi::hub {

// nullopt when there is no file. Fails with model_invalid when it is damaged: the message says how.
Result<std::optional<ModelList>> read_model_list(const std::filesystem::path& file);

// In one step, whoever else writes or reads at the time. Fails with disk_failed or insufficient_disk.
Result<void> write_model_list(const std::filesystem::path& file, const ModelList& list);

}  // namespace hfi::hub
