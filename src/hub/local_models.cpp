#include "hub/local_models.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "hub/cache.h"
#include "hub/disk.h"
#include "hub/names.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;

struct Blob {
  std::uint64_t bytes = 0;
  std::chrono::sys_seconds last_used;
  std::chrono::sys_seconds last_modified;
};

using Blobs = std::map<fs::path, Blob>;

std::chrono::sys_seconds at(time_t seconds) {
  return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

auto damaged(const fs::path& path, std::string_view what) {
  return fail(ErrorCode::model_invalid,
              path.string() + ": " + std::string(what) + "; fetch the model again");
}

// All that is in the folder, in no order.
template <class Iterator>
Result<std::vector<fs::directory_entry>> entries_of(const fs::path& folder) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (Iterator entry(folder, error); !error && entry != Iterator(); entry.increment(error))
    entries.push_back(*entry);
  if (error) return disk_failure("list", folder, error.value());
  return entries;
}

const auto list_folder = &entries_of<fs::directory_iterator>;
const auto list_tree = &entries_of<fs::recursive_directory_iterator>;

Result<void> add_file(const fs::path& folder, const fs::directory_entry& entry,
                      LocalRevision& revision, Blobs& blobs) {
  std::error_code error;
  if (entry.is_directory(error) && !entry.is_symlink(error)) return {};
  const auto blob = fs::canonical(entry.path(), error);
  struct stat status {};
  if (error || ::stat(blob.c_str(), &status) != 0)
    return damaged(entry.path(), "its blob is missing");
  const auto bytes = static_cast<std::uint64_t>(status.st_size);
  blobs[blob] = {
      .bytes = bytes, .last_used = at(status.st_atime), .last_modified = at(status.st_mtime)};
  revision.files.push_back({.path = entry.path().lexically_relative(folder).generic_string(),
                            .blob = blob,
                            .bytes = bytes});
  return {};
}

std::uint64_t bytes_of(const std::vector<LocalFile>& files) {
  std::map<fs::path, std::uint64_t> once;
  for (const auto& file : files) once[file.blob] = file.bytes;
  std::uint64_t bytes = 0;
  for (const auto& [blob, size] : once) bytes += size;
  return bytes;
}

Result<LocalRevision> read_revision(const fs::path& folder, Blobs& blobs) {
  LocalRevision revision{.commit = folder.filename().string()};
  if (!is_commit(revision.commit)) return damaged(folder, "not the snapshot of a commit");
  for (const auto& entry : TRY(list_tree(folder))) TRY(add_file(folder, entry, revision, blobs));
  std::ranges::sort(revision.files, {}, &LocalFile::path);
  revision.bytes = bytes_of(revision.files);
  return revision;
}

// Branch and tag names by the commit they stand for.
Result<std::multimap<std::string, std::string>> read_refs(const fs::path& repository) {
  std::multimap<std::string, std::string> refs;
  const auto folder = repository / "refs";
  if (!present(folder)) return refs;
  for (const auto& entry : TRY(list_tree(folder))) {
    std::error_code ignored;
    if (entry.is_directory(ignored) || entry.path().extension() == ".tmp") continue;
    const auto name = entry.path().lexically_relative(folder).generic_string();
    refs.emplace(TRY(read_ref(repository, name)), name);
  }
  return refs;
}

Result<std::uint64_t> partial_bytes(const fs::path& repository) {
  std::uint64_t bytes = 0;
  const auto folder = repository / "blobs";
  if (!present(folder)) return bytes;
  for (const auto& entry : TRY(list_folder(folder)))
    if (entry.path().extension() == ".incomplete") bytes += occupied_bytes(entry.path());
  return bytes;
}

void sum_up(LocalModel& model, const Blobs& blobs) {
  for (const auto& [path, blob] : blobs) {
    model.bytes += blob.bytes;
    model.last_used = std::max(model.last_used, blob.last_used);
    model.last_modified = std::max(model.last_modified, blob.last_modified);
  }
}

Result<LocalModel> read_model(const fs::path& repository, std::string id) {
  std::error_code error;
  if (!fs::is_directory(repository / "snapshots", error))
    return damaged(repository, "it has no snapshots");
  LocalModel model{.id = std::move(id)};
  Blobs blobs;
  auto refs = TRY(read_refs(repository));
  for (const auto& entry : TRY(list_folder(repository / "snapshots"))) {
    auto revision = TRY(read_revision(entry.path(), blobs));
    for (auto [ref, end] = refs.equal_range(revision.commit); ref != end; ++ref)
      revision.refs.push_back(ref->second);
    refs.erase(revision.commit);
    model.revisions.push_back(std::move(revision));
  }
  for (auto& [commit, ref] : refs) model.dangling_refs.push_back(std::move(ref));
  std::ranges::sort(model.revisions, {}, &LocalRevision::commit);
  sum_up(model, blobs);
  model.partial_bytes = TRY(partial_bytes(repository));
  return model;
}

}  // namespace

Result<LocalModels> list_local_models(const fs::path& cache_dir) {
  LocalModels found;
  if (!present(cache_dir)) return found;
  for (const auto& entry : TRY(list_folder(cache_dir))) {
    auto id = model_id_of(entry.path().filename().string());
    if (!id) continue;  // data sets, locks, other programs' folders
    auto model = read_model(entry.path(), std::move(*id));
    if (model)
      found.models.push_back(std::move(*model));
    else
      found.damaged.push_back(std::move(model.error()));
  }
  std::ranges::sort(found.models, {}, &LocalModel::id);
  return found;
}

Result<LocalModel> find_local_model(const fs::path& cache_dir, std::string_view model_id) {
  TRY(check_model_id(model_id));
  const auto repository = cache_dir / folder_of(model_id);
  std::error_code error;
  if (!fs::exists(repository / "snapshots", error))
    return fail(ErrorCode::model_not_found,
                std::string(model_id) + " is not in " + cache_dir.string());
  return read_model(repository, std::string(model_id));
}

}  // namespace hfi::hub
