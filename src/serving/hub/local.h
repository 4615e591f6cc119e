#pragma once
// The models on this machine's disk, as answers tell of them.

#include "models/repository.h"

namespace hfi::serving {

// {"models": […], "damaged": […], "bytes", "disk_free"}: starter models first, then the Hub cache by id. Fails with disk_failed.
Result<json::Object> local_models(const models::Store& store);

// The tasks whose class the checkpoint was saved from; none when config.json does not say.
std::vector<std::string> tasks_of(const std::filesystem::path& folder);

}  // namespace hfi::serving
