#pragma once
// Reading the Hub cache on disk, whose layout is that of `huggingface_hub`:
//   <cache>/models--org--name/refs/main                        the commit a branch or tag stands for
//   <cache>/models--org--name/snapshots/<commit>/config.json   a link to ../../blobs/<hash>

#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"

namespace hfi::hub {

struct Snapshot {
  std::filesystem::path dir;
  std::string commit;
};

// The folder of one revision (branch, tag or commit) of a model that is on disk. Fails with
// model_not_found or revision_not_found; with model_invalid when the cache itself is damaged.
Result<Snapshot> find_snapshot(const std::filesystem::path& cache_dir, std::string_view model_id,
                               std::string_view revision);

// The commit that refs/<revision> names; a commit names itself. Fails with revision_not_found when
// the cache does not know it.
Result<std::string> read_ref(const std::filesystem::path& repository, std::string_view revision);

}  // namespace hfi::hub
