#pragma once
// What the cache holds.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace hfi::hub {

struct LocalFile {
  std::string path{};  // in the repository
  std::filesystem::path blob{};
  std::uint64_t bytes = 0;
};

struct LocalRevision {
  std::string commit{};
  std::vector<std::string> refs{};  // the branches and tags that stand for it
  std::vector<LocalFile> files{};   // by path
  std::uint64_t bytes = 0;          // a blob under two names counts once
};

struct LocalModel {
  std::string id{};
  std::vector<LocalRevision> revisions{};    // by commit
  std::vector<std::string> dangling_refs{};  // branches and tags whose commit has no snapshot here
  std::uint64_t bytes = 0;                   // of all blobs in use; revisions share them
  std::uint64_t partial_bytes = 0;           // of downloads that were not finished
  std::chrono::sys_seconds last_used{};      // the latest reading of a blob
  std::chrono::sys_seconds last_modified{};
};

struct LocalModels {
  std::vector<LocalModel> models{};  // by id
  std::vector<Error> damaged{};  // folders that are not as they should be; each message names one
};

// A cache folder that does not exist yet holds nothing. Fails with disk_failed.
Result<LocalModels> list_local_models(const std::filesystem::path& cache_dir);

// Fails with model_not_found, and with model_invalid when the folder is damaged.
Result<LocalModel> find_local_model(const std::filesystem::path& cache_dir,
                                    std::string_view model_id);

}  // namespace hfi::hub
