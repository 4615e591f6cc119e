#pragma once
// Taking models out of the cache.

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/result.h"

namespace hfi::hub {

// Removes the model with all revisions and unfinished downloads; gives the bytes that became free. Fails with
// model_not_found, model_busy (a download is under way, here or in another process) or disk_failed.
Result<std::uint64_t> delete_model(const std::filesystem::path& cache_dir,
                                   std::string_view model_id);

// Removes one revision (branch, tag or commit): its snapshot, the names that stand for it, and the blobs that
// no other revision uses. The last revision takes the model with it. Fails also with revision_not_found.
Result<std::uint64_t> delete_revision(const std::filesystem::path& cache_dir,
                                      std::string_view model_id, std::string_view revision);

}  // namespace hfi::hub
