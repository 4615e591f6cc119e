#include "hub/examine.h"

#include "core/parse_json.h"
#include "hub/disk.h"
#include "hub/fields.h"
#include "hub/names.h"

namespace hfi::hub {
namespace {

constexpr std::string_view config_file = "config.json";

std::set<std::string> blobs_here(const HubOptions& options, const RemoteModel& model) {
  std::set<std::string> names;
  const auto blobs = options.cache_dir / folder_of(model.model_id) / "blobs";
  for (const auto& file : model.tree.files)
    if (present(blobs / blob_name(file))) names.insert(blob_name(file));
  return names;
}

// nullopt when the repository has none.
Result<std::optional<json::Object>> read_config(const Client& client, const RemoteModel& model,
                                                const std::stop_token& stop) {
  if (find_file(model.tree, config_file) == nullptr) return std::nullopt;
  const RemoteFile file{
      .model_id = model.model_id, .commit = model.tree.commit, .path = std::string(config_file)};
  const auto text = TRY(read_remote(client, file, stop));
  return TRY(within(model.model_id + ": config.json", json::parse_object(text)));
}

}  // namespace

Result<Examined> examine(const Client& client, const Examination& wanted,
                         const std::stop_token& stop) {
  Examined examined{.model = TRY(find_remote(client, wanted.model_id, wanted.revision, stop))};
  auto& info = examined.model.info;
  if (info.empty()) info = TRY(model_info(client, wanted.model_id, wanted.revision, stop));
  auto& candidate = examined.candidate;
  candidate.task = wanted.task.empty() ? text_in(info, "pipeline_tag").value_or("") : wanted.task;
  candidate.gated = gated_of(info);
  candidate.tree = examined.model.tree;
  candidate.elements = elements_of(info);
  candidate.blobs_here = blobs_here(client.options, examined.model);
  auto config = read_config(client, examined.model, stop);
  if (config)
    candidate.config = std::move(*config);
  else if (config.error().code == ErrorCode::model_gated)
    candidate.refusal = std::move(config.error());
  else
    return tl::unexpected(std::move(config.error()));
  return examined;
}

}  // namespace hfi::hub
