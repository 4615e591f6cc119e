#include "hub/download.h"

#include <algorithm>
#include <cerrno>
#include <map>

#include "core/log.h"
#include "hub/blob_downloads.h"
#include "hub/disk.h"
#include "hub/fields.h"
#include "hub/names.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_file =
    50'000'000'000;  // the Hub serves larger ones by another protocol

fs::path repository_of(const HubOptions& options, const std::string& model_id) {
  return options.cache_dir / folder_of(model_id);
}

fs::path blob_path(const HubOptions& options, const RemoteModel& model, const TreeFile& file) {
  return repository_of(options, model.model_id) / "blobs" / blob_name(file);
}

Result<FileSource> source_of(const HubOptions& options, const RemoteModel& model,
                             const std::string& path) {
  const auto& id = model.model_id;
  const auto* file = find_file(model.tree, path);
  if (file == nullptr)
    return fail(ErrorCode::invalid_request, id + ": there is no file " + path + " in it");
  if (content_bytes(*file) > largest_file)
    return fail(ErrorCode::model_unsupported,
                id + ": " + path + " has " + std::to_string(content_bytes(*file)) +
                    " bytes; above 50 GB the Hub needs the Xet protocol");
  return FileSource{
      .file = *file,
      .url = file_url(options, {.model_id = id, .commit = model.tree.commit, .path = path}),
      .blob = blob_path(options, model, *file),
      .lock = options.cache_dir / ".locks" / folder_of(id) / (blob_name(*file) + ".lock"),
      .asked = {.model_id = id, .revision = model.revision, .what = path}};
}

// What has to be fetched: each content once, however many names it has.
Result<std::vector<FileSource>> sources_of(const HubOptions& options,
                                           const DownloadRequest& request) {
  std::map<std::string, FileSource> contents;
  for (const auto& path : request.files) {
    auto source = TRY(source_of(options, request.model, path));
    contents.emplace(blob_name(source.file), std::move(source));
  }
  std::vector<FileSource> sources;
  sources.reserve(contents.size());
  for (auto& [name, source] : contents) sources.push_back(std::move(source));
  return sources;
}

std::uint64_t missing(const std::vector<FileSource>& sources) {
  std::uint64_t bytes = 0;
  for (const auto& source : sources) {
    const auto size = content_bytes(source.file);
    if (!present(source.blob)) bytes += size - partial_bytes_done(source.blob, size);
  }
  return bytes;
}

Result<void> check_room(const HubOptions& options, const DownloadRequest& request,
                        const std::vector<FileSource>& sources) {
  const auto& id = request.model.model_id;
  const auto needed = missing(sources);
  if (needed > 0 && options.access == Access::offline)
    return fail(ErrorCode::hub_offline,
                id + ": " + std::to_string(needed) + " bytes of it are not on this machine");
  const auto room = TRY(free_bytes(options.cache_dir));
  if (needed <= room) return {};
  return fail(ErrorCode::insufficient_disk,
              id + ": needs " + std::to_string(needed) + " bytes in " + options.cache_dir.string() +
                  ", " + std::to_string(room) + " are free",
              {{"bytes_needed", needed}, {"bytes_free", room}});
}

// The commit that a branch or tag stands for now; offline, when it was last fetched.
Result<std::string> commit_of(const Client& client, RemoteModel& model,
                              const std::stop_token& stop) {
  TRY(check_revision(model.revision));
  if (is_commit(model.revision)) return model.revision;
  if (client.options.access == Access::offline)
    return within(model.model_id,
                  read_ref(repository_of(client.options, model.model_id), model.revision));
  model.info = TRY(model_info(client, model.model_id, model.revision, stop));
  return text_in(model.info, "sha").value_or("");
}

// As `huggingface_hub` marks it for programs that make backups.
Result<void> tag_cache(const fs::path& cache_dir) {
  if (present(cache_dir / "CACHEDIR.TAG")) return {};
  return replace_file(cache_dir / "CACHEDIR.TAG",
                      "Signature: 8a477f597d28d172789f06886806bc55\n"
                      "# This file is a cache directory tag created by huggingface_hub.\n"
                      "# For information about cache directory tags, see:\n"
                      "#\thttps://bford.info/cachedir/\n");
}

// Checks for room and writes what `huggingface_hub` expects around the blobs.
Result<void> prepare_cache(const HubOptions& options, const DownloadRequest& request,
                           const std::vector<FileSource>& sources) {
  const auto repository = repository_of(options, request.model.model_id);
  TRY(check_room(options, request, sources));
  TRY(create_folders(repository / "snapshots"));
  TRY(tag_cache(options.cache_dir));
  return write_tree(repository, request.model.tree);
}

Result<void> link(const fs::path& snapshot, const fs::path& blob, const std::string& path) {
  const auto pointer = snapshot / path;
  if (present(pointer)) return {};
  TRY(create_folders(pointer.parent_path()));
  std::error_code error;
  fs::remove(pointer, error);  // a link whose blob was gone until now
  fs::create_symlink(blob.lexically_relative(pointer.parent_path()), pointer, error);
  if (present(pointer)) return {};  // by this process or by another
  return disk_failure("link", pointer, error ? error.value() : ENOENT);
}

Result<Snapshot> link_all(const HubOptions& options, const DownloadRequest& request) {
  const auto& model = request.model;
  const auto repository = repository_of(options, model.model_id);
  const auto snapshot = repository / "snapshots" / model.tree.commit;
  TRY(create_folders(snapshot));
  for (const auto& path : request.files)
    TRY(link(snapshot, blob_path(options, model, *find_file(model.tree, path)), path));
  const auto known = read_ref(repository, model.revision);
  if (!known || *known != model.tree.commit)
    TRY(replace_file(repository / "refs" / model.revision, model.tree.commit));
  return Snapshot{.dir = snapshot, .commit = model.tree.commit};
}

// Everything is in place, so that nothing needs to be written: the cache may be read-only.
bool is_complete(const HubOptions& options, const DownloadRequest& request) {
  const auto repository = repository_of(options, request.model.model_id);
  const auto snapshot = repository / "snapshots" / request.model.tree.commit;
  const auto known = read_ref(repository, request.model.revision);
  return known && *known == request.model.tree.commit &&
         std::ranges::all_of(request.files,
                             [&](const auto& path) { return present(snapshot / path); });
}

}  // namespace

Result<RemoteModel> find_remote(const Client& client, const std::string& model_id,
                                const std::string& revision, const std::stop_token& stop) {
  TRY(check_model_id(model_id));
  const auto repository = repository_of(client.options, model_id);
  RemoteModel model{.model_id = model_id, .revision = revision};
  const auto commit = TRY(commit_of(client, model, stop));
  auto tree = read_tree(repository, commit);
  if (!tree)
    log::warning("listing_damaged", {{"model", model_id}, {"error", tree.error().message}});
  model.tree = tree && *tree ? std::move(**tree) : TRY(model_tree(client, model_id, commit, stop));
  return model;
}

Result<Snapshot> download(const HubOptions& options, const DownloadRequest& request,
                          const std::stop_token& stop) {
  const auto sources = TRY(sources_of(options, request));
  const auto repository = repository_of(options, request.model.model_id);
  if (is_complete(options, request))
    return Snapshot{.dir = repository / "snapshots" / request.model.tree.commit,
                    .commit = request.model.tree.commit};
  TRY(prepare_cache(options, request, sources));

  auto running = TRY(BlobDownloads::open(options, request));
  for (const auto& source : sources) running.add(source);
  TRY(running.run(stop));
  return link_all(options, request);
}

Result<std::uint64_t> bytes_missing(const HubOptions& options, const DownloadRequest& request) {
  return missing(TRY(sources_of(options, request)));
}

Result<void> discard_download(const HubOptions& options, const DownloadRequest& request) {
  for (const auto& source : TRY(sources_of(options, request))) {
    if (!TRY(FileLock::try_lock(source.lock)))
      return fail(ErrorCode::model_busy, request.model.model_id + ": " + source.file.path +
                                             " is being downloaded; stop that first");
    TRY(discard_partial(source.blob));
  }
  return {};
}

}  // namespace hfi::hub
