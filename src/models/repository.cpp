#include "models/repository.h"

#include <algorithm>

#include "hub/cache.h"
#include "hub/local_models.h"
#include "hub/names.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view starter_prefix = "starter/";
constexpr std::size_t max_files = 20'000;

Repository starter(const Store& store, const std::string& name) {
  return {std::string(starter_prefix) + name, "starter", store.starter_dir / name};
}

}  // namespace

Result<Repository> find_repository(const Store& store, const std::string& id,
                                   const std::string& revision) {
  TRY(hub::check_model_id(id));
  if (id.starts_with(starter_prefix)) {
    auto repository = starter(store, id.substr(starter_prefix.size()));
    if (fs::exists(repository.folder / "config.json")) return repository;
    return fail(ErrorCode::model_not_found, "no starter model is called \"" + id + "\"");
  }
  auto snapshot = TRY(hub::find_snapshot(store.cache_dir, id, revision));
  return Repository{id, std::move(snapshot.commit), std::move(snapshot.dir)};
}

Result<std::vector<Repository>> local_repositories(const Store& store) {
  std::vector<Repository> repositories;
  std::error_code error;
  for (fs::directory_iterator entry(store.starter_dir, error), end; !error && entry != end;
       entry.increment(error))
    if (fs::exists(entry->path() / "config.json"))
      repositories.push_back(starter(store, entry->path().filename().string()));
  std::ranges::sort(repositories, {}, &Repository::id);
  for (const auto& model : TRY(hub::list_local_models(store.cache_dir)).models)
    for (const auto& revision : model.revisions)
      repositories.push_back(
          {model.id, revision.commit,
           store.cache_dir / hub::folder_of(model.id) / "snapshots" / revision.commit});
  return repositories;
}

Result<std::vector<std::string>> files_of(const Repository& repository) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(repository.folder, error), end;
       !error && entry != end; entry.increment(error)) {
    if (!entry->is_regular_file(error)) continue;
    files.push_back(entry->path().lexically_relative(repository.folder).generic_string());
    if (files.size() > max_files)
      return fail(ErrorCode::model_invalid,
                  repository.id + ": more than " + std::to_string(max_files) + " files");
  }
  if (error)
    return fail(ErrorCode::model_invalid,
                repository.id + ": cannot list its files: " + error.message());
  std::ranges::sort(files);
  return files;
}

}  // namespace hfi::models
