#include "serving/hub/fetch.h"

#include "hub/needed_files.h"
#include "models/classes.h"
#include "models/json_files.h"
#include "tasks/catalog.h"

namespace hfi::serving {
namespace {

models::LoadRequest load_request(const ModelKey& key) {
  models::LoadRequest request{.repository = {}, .heads = tasks::find_runner(key.task)->heads};
  request.wanted = wanted_by(key);
  return request;
}

Result<models::Variant> variant_among(const std::vector<std::string>& files,
                                      const json::Object& config,
                                      const models::LoadRequest& request) {
  const auto declared = models::declared_by(config);
  const auto* architecture = architectures::find(declared.model_type);
  const auto* head = architecture == nullptr
                         ? nullptr
                         : models::head_for(*architecture, request, declared.saved_class);
  return models::variant_among(files, request, declared, head);
}

bool is_weights(const std::string& file) {
  return file.ends_with(".safetensors") || file.ends_with(".onnx") || file.ends_with(".bin");
}

// Whether there is something to load, in the variant that is asked for. What is damaged is for loading to say.
bool is_here(const models::Repository& repository, const ModelKey& key) {
  const auto files = models::files_of(repository);
  if (!files || std::ranges::none_of(*files, is_weights)) return false;
  const auto config = models::read_json(repository.folder / "config.json");
  if (!config) return true;
  const auto variant = variant_among(*files, *config, load_request(key));
  return variant || variant.error().code != ErrorCode::variant_not_found;
}

Result<hub::Files> files_for(const hub::Candidate& candidate, const ModelKey& key) {
  if (candidate.refusal) return tl::unexpected(*candidate.refusal);
  if (tasks::find_runner(key.task) == nullptr)
    return fail(ErrorCode::task_not_supported, "no runner serves \"" + key.task + "\"");
  if (!candidate.config)
    return fail(ErrorCode::model_unsupported, "the repository has no config.json");
  std::vector<std::string> paths;
  for (const auto& file : candidate.tree.files) paths.push_back(file.path);
  const auto variant = TRY(variant_among(paths, *candidate.config, load_request(key)));
  hub::Want want{.weights = hub::Want::Weights::safetensors};
  if (variant.source == models::Source::onnx) {
    want.weights = hub::Want::Weights::onnx;
    for (const auto& [network, file] : variant.files) want.onnx_files.push_back(file);
  }
  return hub::needed_files(candidate.tree, want);
}

// What loading would find out only after the download.
Result<void> check_size(const hub::Verdict& verdict) {
  for (const auto& [code, message, details] : verdict.obstacles) {
    if (code == "insufficient_memory")
      return fail(ErrorCode::insufficient_memory, message, details);
    if (code == "insufficient_disk") return fail(ErrorCode::insufficient_disk, message, details);
  }
  return {};
}

}  // namespace

models::Wanted wanted_by(const ModelKey& key) {
  models::Wanted wanted;
  if (!key.source.empty())
    wanted.source = key.source == "onnx" ? models::Source::onnx : models::Source::safetensors;
  if (!key.dtype.empty()) wanted.dtype = key.dtype;
  return wanted;
}

Result<hub::DownloadRequest> download_for(const Judge& judge, const ModelKey& key,
                                          const std::stop_token& stop) {
  const hub::Examination wanted{
      .model_id = key.model_id, .revision = key.revision, .task = key.task};
  const auto client = TRY(hub::open_client(judge.hub, hub::system_clock()));
  auto examined = TRY(hub::examine(client, wanted, stop));
  const auto verdict = hub::judge(examined.candidate, judge.supported, TRY(room_here(judge)));
  auto named = key;
  named.task = examined.candidate.task;
  auto files = files_for(examined.candidate, named);
  if (!files) {
    auto error = std::move(files.error());
    error.message = key.model_id + ": " + error.message;
    error.details["obstacles"] = to_json(verdict).at("obstacles");
    return tl::unexpected(std::move(error));
  }
  if (*files == verdict.files) TRY(within(key.model_id, check_size(verdict)));
  return hub::DownloadRequest{.model = std::move(examined.model), .files = std::move(*files)};
}

Result<void> fetch(const Judge& judge, Downloads& downloads, const ModelKey& key,
                   const OnBytes& on_bytes, const std::stop_token& stop) {
  const auto here = models::find_repository(judge.store, key.model_id, key.revision);
  if (here && is_here(*here, key)) return {};
  if (judge.hub.access == hub::Access::offline || key.model_id.starts_with("starter/"))
    return here ? Result<void>() : tl::unexpected(here.error());
  if (!here && here.error().code != ErrorCode::model_not_found &&
      here.error().code != ErrorCode::revision_not_found)
    return tl::unexpected(here.error());
  auto request = TRY(download_for(judge, key, stop));
  const auto id = TRY(downloads.start(std::move(request), Downloads::Interest::while_waiting));
  TRY(downloads.wait(id, stop, [&](const hub::Progress& progress) {
    on_bytes({progress.done, progress.total});
  }));
  return {};
}

}  // namespace hfi::serving
