#pragma once
// The repositories of tests/golden/models as a Hub cache, with their weights.

#include <filesystem>

#include "core/json.h"

namespace hfi::golden {

// Writes every model as golden/<name> below `cache_dir`. Throws std::runtime_error when a file is not as it should be.
void write_golden_cache(const std::filesystem::path& cache_dir);

// One of them, in the same way.
void write_golden_model_with_blobs(const std::filesystem::path& cache_dir, const std::string& name);

// Every model described in a folder of `models`, as `owner`/<folder>.
void write_cache(const std::filesystem::path& models, const std::filesystem::path& cache_dir,
                 const std::string& owner);

// One of them, under the id golden/<as>; gives the folder of its files.
std::filesystem::path write_golden_model(const std::filesystem::path& cache_dir,
                                         const std::string& name, const std::string& as);

// The model in the folder `model`, which is like those of tests/golden/models, under the id <org>/<name>.
std::filesystem::path write_cached_model(const std::filesystem::path& cache_dir,
                                         const std::filesystem::path& model, const std::string& org,
                                         const std::string& name);

json::Object read_object(const std::filesystem::path& file);

}  // namespace hfi::golden
