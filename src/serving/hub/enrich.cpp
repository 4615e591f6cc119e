#include "serving/hub/enrich.h"

#include "core/error_table.h"
#include "hub/list_models.h"

namespace hfi::serving {
namespace {

json::Object known(const hub::ModelSummary& model) {
  auto object = to_json(model);
  object["status"] = "known";
  object["error"] = nullptr;
  return object;
}

json::Object unknown(const std::string& id, const Error& error) {
  return {{"id", id}, {"status", "unknown"}, {"gated", nullptr}, {"error", to_json(error)}};
}

}  // namespace

Result<Enriched> enriched(const hub::HubOptions& options, const ModelCatalogue& catalogue,
                          const std::vector<std::string>& ids, Ask ask,
                          const std::stop_token& stop) {
  json::Array answers(ids.size());
  std::vector<std::string> asked;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const bool look = catalogue != nullptr && ask == Ask::when_unknown;
    const auto entry = look ? catalogue->find(ids[i]) : std::nullopt;
    if (entry && entry->model.gated != hub::Gated::unknown) {
      answers[i] = known(entry->model);
      continue;
    }
    asked.push_back(ids[i]);
    places.push_back(i);
  }
  if (asked.empty()) return Enriched{.models = std::move(answers)};
  const auto client = TRY(hub::open_client(options, hub::system_clock()));
  const auto told = hub::describe_models(client, asked, stop);
  for (std::size_t i = 0; i < told.size(); ++i)
    answers[places[i]] = told[i] ? known(*told[i]) : unknown(asked[i], told[i].error());
  return Enriched{.models = std::move(answers), .asked = true};
}

}  // namespace hfi::serving
