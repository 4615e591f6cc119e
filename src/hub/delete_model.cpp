#include "hub/delete_model.h"

#include <set>

#include "hub/cache.h"
#include "hub/disk.h"
#include "hub/file_lock.h"
#include "hub/local_models.h"
#include "hub/names.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;

Result<void> remove_tree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) return disk_failure("remove", path, error.value());
  return {};
}

// Under another name first: what others write of the model meanwhile, as lookups do, finds no way into it, and a crash leaves no
// half of a model. What an earlier crash left goes with it.
Result<void> remove_repository(const fs::path& repository) {
  const auto aside = repository.parent_path() / (".deleted-" + repository.filename().string());
  TRY(remove_tree(aside));
  std::error_code error;
  fs::rename(repository, aside, error);
  if (error) return disk_failure("remove", repository, error.value());
  return remove_tree(aside);
}

// A download holds the lock of the blob that it writes. The lock files themselves stay, as a process that
// waits for one must find the same file as the process that comes after it.
Result<void> check_idle(const fs::path& cache_dir, std::string_view model_id) {
  std::error_code error;
  const auto locks = cache_dir / ".locks" / folder_of(model_id);
  for (fs::directory_iterator entry(locks, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!TRY(FileLock::try_lock(entry->path())))
      return fail(ErrorCode::model_busy,
                  std::string(model_id) + ": files of it are being downloaded; stop that first");
  }
  return {};
}

// Blobs of `revision` that nothing else in the repository needs. A link that leads out of the
// repository is not ours to follow.
std::set<fs::path> blobs_of_this_alone(const fs::path& repository, const LocalModel& model,
                                       const LocalRevision& revision) {
  std::set<fs::path> blobs;
  std::error_code error;
  const auto folder = fs::canonical(repository / "blobs", error);
  for (const auto& file : revision.files)
    if (file.blob.parent_path() == folder) blobs.insert(file.blob);
  for (const auto& other : model.revisions) {
    if (other.commit == revision.commit) continue;
    for (const auto& file : other.files) blobs.erase(file.blob);
  }
  return blobs;
}

// Names first and blobs last: after a crash in between nothing points at what is gone.
Result<std::uint64_t> remove_revision(const fs::path& repository, const LocalModel& model,
                                      const LocalRevision& revision) {
  const auto blobs = blobs_of_this_alone(repository, model, revision);
  for (const auto& ref : revision.refs) TRY(remove_tree(repository / "refs" / ref));
  TRY(remove_tree(repository / "snapshots" / revision.commit));
  TRY(remove_tree(repository / ".no_exist" / revision.commit));
  TRY(remove_tree(repository / "trees" / (revision.commit + ".json")));
  std::uint64_t bytes = 0;
  for (const auto& blob : blobs) {
    bytes += occupied_bytes(blob);
    TRY(remove_tree(blob));
  }
  return bytes;
}

}  // namespace

Result<std::uint64_t> delete_model(const fs::path& cache_dir, std::string_view model_id) {
  TRY(check_model_id(model_id));
  const auto repository = cache_dir / folder_of(model_id);
  std::error_code error;
  if (!fs::exists(repository, error))
    return fail(ErrorCode::model_not_found,
                std::string(model_id) + " is not in " + cache_dir.string());
  TRY(check_idle(cache_dir, model_id));
  std::uint64_t bytes = 0;
  for (fs::directory_iterator blob(repository / "blobs", error), end; !error && blob != end;
       blob.increment(error))
    bytes += occupied_bytes(blob->path());
  TRY(remove_repository(repository));
  return bytes;
}

Result<std::uint64_t> delete_revision(const fs::path& cache_dir, std::string_view model_id,
                                      std::string_view revision) {
  const auto snapshot = TRY(find_snapshot(cache_dir, model_id, revision));
  const auto model = TRY(find_local_model(cache_dir, model_id));
  if (model.revisions.size() == 1) return delete_model(cache_dir, model_id);
  TRY(check_idle(cache_dir, model_id));
  for (const auto& candidate : model.revisions)
    if (candidate.commit == snapshot.commit)
      return remove_revision(cache_dir / folder_of(model_id), model, candidate);
  return fail(ErrorCode::revision_not_found,
              std::string(model_id) + ": " + snapshot.commit + " is not in the cache");
}

}  // namespace hfi::hub
