#include "hub/cache.h"

#include <set>

#include "core/mapped_file.h"
#include "hub/names.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_ref = 256;

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// What is there instead: the commits whose snapshots are on disk.
json::Array commits_in(const fs::path& snapshots) {
  std::set<std::string> commits;
  std::error_code error;
  for (fs::directory_iterator entry(snapshots, error), end; !error && entry != end;
       entry.increment(error))
    commits.insert(entry->path().filename().string());
  json::Array names;
  for (const auto& commit : commits) names.emplace_back(commit);
  return names;
}

auto not_cached(const fs::path& repository, std::string_view revision) {
  return fail(ErrorCode::revision_not_found,
              "revision " + std::string(revision) + " is not in the cache, `details.available` is",
              {{"available", commits_in(repository / "snapshots")}});
}

Result<Snapshot> snapshot_of(const fs::path& repository, std::string_view revision) {
  auto commit = TRY(read_ref(repository, revision));
  auto dir = repository / "snapshots" / commit;
  if (!is_folder(dir)) return not_cached(repository, revision);
  return Snapshot{.dir = std::move(dir), .commit = std::move(commit)};
}

}  // namespace

Result<std::string> read_ref(const fs::path& repository, std::string_view revision) {
  TRY(check_revision(revision));
  if (is_commit(revision)) return std::string(revision);
  const auto file = repository / "refs" / revision;
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) return not_cached(repository, revision);
  const auto commit = TRY(within("refs", read_file(file, longest_ref)));
  if (is_commit(commit)) return commit;
  return fail(ErrorCode::model_invalid, "refs/" + std::string(revision) +
                                            ": expected a commit of 40 hexadecimal digits, got " +
                                            std::to_string(commit.size()) +
                                            " bytes; fetch the model again");
}

Result<Snapshot> find_snapshot(const fs::path& cache_dir, std::string_view model_id,
                               std::string_view revision) {
  TRY(check_model_id(model_id));
  const auto repository = cache_dir / folder_of(model_id);
  if (!is_folder(repository / "snapshots"))
    return fail(ErrorCode::model_not_found, std::string(model_id) + " is not in " +
                                                cache_dir.string() + "; `hf-inference pull " +
                                                std::string(model_id) + "` fetches it");
  return within(model_id, snapshot_of(repository, revision));
}

}  // namespace hfi::hub
