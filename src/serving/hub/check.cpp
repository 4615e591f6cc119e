#include "serving/hub/check.h"

#include <set>

#include "hub/disk.h"
#include "models/json_files.h"

namespace hfi::serving {
namespace {

bool is_local(const Judge& judge, const std::string& model_id) {
  return judge.hub.access == hub::Access::offline || model_id.starts_with("starter/");
}

// Files that are here need no hashes: each stands for itself.
Result<hub::Examined> examined_here(const Judge& judge, const hub::Examination& wanted) {
  const auto repository =
      TRY(models::find_repository(judge.store, wanted.model_id, wanted.revision));
  hub::Examined examined{.model = {.model_id = wanted.model_id,
                                   .revision = wanted.revision,
                                   .tree = {.commit = repository.revision}}};
  auto& candidate = examined.candidate;
  for (const auto& path : TRY(models::files_of(repository))) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(repository.folder / path, error);
    if (error) return hub::disk_failure("read", repository.folder / path, error.value());
    examined.model.tree.files.push_back({.path = path, .bytes = bytes, .blob_id = path});
    candidate.blobs_here.insert(path);
  }
  candidate.task = wanted.task;
  candidate.tree = examined.model.tree;
  if (candidate.blobs_here.contains("config.json"))
    candidate.config = TRY(models::read_json(repository.folder / "config.json"));
  return examined;
}

}  // namespace

Result<hub::Room> room_here(const Judge& judge) {
  return hub::Room{.memory_budget = judge.memory_budget,
                   .disk_free = TRY(hub::free_bytes(judge.hub.cache_dir))};
}

Result<hub::Examined> examined(const Judge& judge, const hub::Examination& wanted,
                               const std::stop_token& stop) {
  if (is_local(judge, wanted.model_id)) return examined_here(judge, wanted);
  const auto client = TRY(hub::open_client(judge.hub, hub::system_clock()));
  return hub::examine(client, wanted, stop);
}

Result<json::Object> check(const Judge& judge, const hub::Examination& wanted,
                           const std::stop_token& stop) {
  const auto found = TRY(examined(judge, wanted, stop));
  const auto room = TRY(room_here(judge));
  json::Object answer{{"model_id", wanted.model_id}, {"revision", found.model.tree.commit}};
  for (auto& member : to_json(hub::judge(found.candidate, judge.supported, room)))
    answer[member.key()] = std::move(member.value());
  return answer;
}

}  // namespace hfi::serving
