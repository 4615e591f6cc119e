#include "serving/hub/local.h"

#include <array>

#include "core/error_table.h"
#include "core/time_text.h"
#include "hub/disk.h"
#include "hub/fields.h"
#include "hub/local_models.h"
#include "hub/names.h"
#include "models/json_files.h"
#include "tasks/catalog.h"
#include "tasks/contract/taxonomy.h"

namespace hfi::serving {
namespace {

namespace fs = std::filesystem;

json::Array texts(const std::vector<std::string>& list) {
  json::Array array;
  for (const auto& text : list) array.emplace_back(text);
  return array;
}

json::Array revisions_of(const models::Store& store, const hub::LocalModel& model) {
  json::Array revisions;
  for (const auto& revision : model.revisions) {
    const auto folder = store.cache_dir / hub::folder_of(model.id) / "snapshots" / revision.commit;
    revisions.push_back(json::Object{{"commit", revision.commit},
                                     {"refs", texts(revision.refs)},
                                     {"files", revision.files.size()},
                                     {"bytes", revision.bytes},
                                     {"tasks", texts(tasks_of(folder))}});
  }
  return revisions;
}

json::Object of_the_hub(const models::Store& store, const hub::LocalModel& model) {
  return {{"id", model.id},
          {"origin", "hub"},
          {"bytes", model.bytes},
          {"partial_bytes", model.partial_bytes},
          {"last_used", iso_8601(model.last_used)},
          {"last_modified", iso_8601(model.last_modified)},
          {"revisions", revisions_of(store, model)}};
}

Result<json::Object> starter(const models::Repository& repository) {
  std::uint64_t bytes = 0;
  const auto files = TRY(models::files_of(repository));
  for (const auto& path : files) bytes += hub::occupied_bytes(repository.folder / path);
  json::Object revision{{"commit", repository.revision},
                        {"refs", json::Array()},
                        {"files", files.size()},
                        {"bytes", bytes},
                        {"tasks", texts(tasks_of(repository.folder))}};
  return json::Object{{"id", repository.id},
                      {"origin", "starter"},
                      {"bytes", bytes},
                      {"partial_bytes", 0},
                      {"last_used", nullptr},
                      {"last_modified", nullptr},
                      {"revisions", json::Array{std::move(revision)}}};
}

// One class name may serve text, sound and pictures: what prepares the inputs tells them apart.
bool can_prepare(const std::string& task, bool text, bool media) {
  const auto* contract = tasks::taxonomy().find(task);
  if (contract == nullptr || (!text && !media)) return true;
  const auto& inputs = contract->document.at("modalities").at("input").as_array();
  const auto is_text = [](const json::Value& input) { return input == json::Value("text"); };
  return media ? !std::ranges::all_of(inputs, is_text) : std::ranges::any_of(inputs, is_text);
}

bool has_tokenizer(const fs::path& folder) {
  constexpr std::array files = {"tokenizer.json",  "vocab.txt",    "vocab.json",
                                "tokenizer.model", "spiece.model", "sentencepiece.bpe.model"};
  return std::ranges::any_of(files, [&](const char* file) { return hub::present(folder / file); });
}

}  // namespace

std::vector<std::string> tasks_of(const fs::path& folder) {
  std::vector<std::string> names;
  const auto config = models::read_json(folder / "config.json");
  const auto* classes = config ? hub::array_in(*config, "architectures") : nullptr;
  if (classes == nullptr || classes->empty() || !classes->front().is_string()) return names;
  const std::string_view saved = classes->front().get_string();
  const bool text = has_tokenizer(folder);
  const bool media = hub::present(folder / "preprocessor_config.json");
  for (const auto& task : tasks::runners()) {
    const auto serves = [&](const std::string& head) { return saved.ends_with(head); };
    if (std::ranges::any_of(task.heads, serves) && can_prepare(task.name, text, media))
      names.push_back(task.name);
  }
  return names;
}

Result<json::Object> local_models(const models::Store& store) {
  json::Array models;
  for (const auto& repository : TRY(models::local_repositories(store)))
    if (repository.id.starts_with("starter/")) models.push_back(TRY(starter(repository)));
  const auto found = TRY(hub::list_local_models(store.cache_dir));
  std::uint64_t bytes = 0;
  for (const auto& model : found.models) {
    bytes += model.bytes + model.partial_bytes;
    models.push_back(of_the_hub(store, model));
  }
  json::Array damaged;
  for (const auto& error : found.damaged) damaged.push_back(to_json(error));
  return json::Object{{"models", std::move(models)},
                      {"damaged", std::move(damaged)},
                      {"bytes", bytes},
                      {"disk_free", TRY(hub::free_bytes(store.cache_dir))}};
}

}  // namespace hfi::serving
