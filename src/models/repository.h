#pragma once
// Where model repositories are on this machine: the Hub's cache, and the starter models that ship with the program.

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace hfi::models {

struct Store {
  std::filesystem::path cache_dir;
  std::filesystem::path starter_dir;  // its folders are the models "starter/<folder>"
};

struct Repository {
  std::string id;
  std::string revision;  // the commit; "starter" for a model that ships with the program
  std::filesystem::path folder;
};

// `revision` is a branch, tag or commit. Fails with model_not_found or revision_not_found.
Result<Repository> find_repository(const Store& store, const std::string& id,
                                   const std::string& revision);

// Everything that find_repository can find, starter models first; one entry per revision.
Result<std::vector<Repository>> local_repositories(const Store& store);

// Paths of all files below the folder, relative to it, in order; at most `max_files`.
Result<std::vector<std::string>> files_of(const Repository& repository);

}  // namespace hfi::models
