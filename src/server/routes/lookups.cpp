// Models by name: can they run here, and what is known of them.

#include "core/parse_json.h"
#include "server/http/respond.h"
#include "server/routes/catalog.h"
#include "server/routes/model_id.h"
#include "server/routes/query.h"
#include "serving/hub/enrich.h"

namespace hfi::server {
namespace {

constexpr std::size_t most_ids = 128;

const std::vector<QueryParameter> check_parameters = {
    {"task", "For which task; the one that the Hub names when absent."},
    {"revision", "A branch, tag or commit; `main` when absent."}};

const std::vector<QueryParameter> enrich_parameters = {
    {"force_refresh", "`true` asks the Hub even for what is known."},
    {"since_ts",
     "Seconds since 1970, as in the header `X-Enrich-Cache-Ts` of an earlier answer: when the list "
     "of models is no newer and "
     "the Hub needs not be asked, the answer is 204 without a body."}};

Result<Reply> check(const serving::Judge& judge, const Request& request) {
  TRY(check_query(request, check_parameters));
  const auto task = query_text(request, "task");
  const auto* contract = tasks::taxonomy().find(task);
  hub::Examination wanted{.model_id = model_id_of(request),
                          .task = contract == nullptr ? task : contract->task};
  if (const auto revision = request.query_value("revision")) wanted.revision = *revision;
  return json_response(TRY(serving::check(judge, wanted, request.cancelled)));
}

Result<std::vector<std::string>> ids_of(const std::string& body) {
  const auto value = TRY(within("body", json::parse(body)));
  const auto* list = value.if_array();
  if (list == nullptr || list->size() > most_ids)
    return fail(ErrorCode::invalid_request,
                "body: expected a list of at most " + std::to_string(most_ids) + " model ids");
  std::vector<std::string> ids;
  for (const auto& id : *list) {
    if (!id.is_string())
      return fail(ErrorCode::invalid_request, "body: expected model ids, got " + json::dump(id));
    ids.emplace_back(id.get_string());
  }
  return ids;
}

Result<Reply> enrich(serving::Engine& engine, const Request& request) {
  TRY(check_query(request, enrich_parameters));
  const auto ids = TRY(ids_of(request.body));
  const bool anew = TRY(query_flag(request, "force_refresh")).value_or(false);
  const auto ask = anew ? serving::Ask::always : serving::Ask::when_unknown;
  const auto since = TRY(query_seconds(request, "since_ts")).value_or(0);
  const auto list = engine.catalogue().at_hand();
  const auto [models, asked] =
      TRY(serving::enriched(engine.judge().hub, list, ids, ask, request.cancelled));
  const auto fetched = list == nullptr ? 0 : list->fetched_at().time_since_epoch().count();
  auto response = json_response(models);
  if (!asked && since > 0 && static_cast<double>(fetched) <= since)
    response = {.status = 204, .content_type = ""};
  response.headers.emplace_back("x-enrich-cache-ts", std::to_string(fetched));
  return response;
}

}  // namespace

std::vector<Endpoint> lookups_endpoints(const Services& services) {
  auto& engine = services.engine;
  const auto verdict = [&engine](const Request& request) { return check(engine.judge(), request); };
  return {{{Method::get, "/api/models/{org}/{name}/check", verdict},
           "Whether a model can run here, and if not, what is missing; before any download.",
           "models",
           {.answer = "verdict", .query = check_parameters}},
          {{Method::get, "/api/models/{name}/check", verdict},
           "The same for a model whose id has one part.",
           "models",
           {.answer = "verdict", .query = check_parameters}},
          {{Method::post, "/api/models/enrich",
            [&engine](const Request& request) { return enrich(engine, request); }},
           "What is known of at most 128 models.",
           "models",
           {.body = "model_ids", .answer = "enriched_models", .query = enrich_parameters}}};
}

}  // namespace hfi::server
