// The models of the Hub: searched, filtered, sorted and paged here.

#include <set>

#include "core/error_table.h"
#include "core/time_text.h"
#include "server/http/compression.h"
#include "server/http/respond.h"
#include "server/routes/catalog.h"
#include "server/routes/query.h"

namespace hfi::server {
namespace {

constexpr Bounds page_sizes{1, 1000};

const std::vector<QueryParameter> list_parameters = {
    {"search", "Words that all occur in the id, in any case."},
    {"task", "A task's id, or one of its aliases."},
    {"goal", "What someone wants: `goal` of the tasks in `GET /api/tasks`."},
    {"library", "The library, or a tag."},
    {"input", "A modality that the task takes, such as `image`."},
    {"output", "A modality that the task gives, such as `labels`."},
    {"runnable", "`true` or `false`: what the list alone tells for sure."},
    {"sort", "`trending` (when absent), `downloads`, `likes`, `created` or `name`."},
    {"limit", "Models on a page: 1 to 1000, 50 when absent."},
    {"cursor", "`next` of the page before."}};

bool has_modality(const tasks::Contract& contract, std::string_view side, std::string_view name) {
  if (name.empty()) return true;
  const auto& all = contract.document.at("modalities").at(side).as_array();
  return std::ranges::find(all, json::Value(name)) != all.end();
}

bool has_goal(const tasks::Contract& contract, std::string_view goal) {
  return goal.empty() || contract.document.at("goal").as_string() == goal;
}

// The tasks that the filters leave; nullopt when they leave all.
std::optional<std::set<std::string>> tasks_of(const Request& request) {
  const auto task = query_text(request, "task");
  const auto goal = query_text(request, "goal");
  const auto input = query_text(request, "input");
  const auto output = query_text(request, "output");
  if (task.empty() && goal.empty() && input.empty() && output.empty()) return std::nullopt;
  const auto* named = task.empty() ? nullptr : tasks::taxonomy().find(task);
  if (!task.empty() && named == nullptr) return std::set{task};  // the Hub may know it
  std::set<std::string> names;
  for (const auto& contract : tasks::taxonomy().contracts()) {
    const bool wanted = named == nullptr || named == &contract;
    if (wanted && has_goal(contract, goal) && has_modality(contract, "input", input) &&
        has_modality(contract, "output", output))
      names.insert(contract.task);
  }
  return names;
}

Result<hub::CatalogueQuery> list_query(const Request& request) {
  TRY(check_query(request, list_parameters));
  hub::CatalogueQuery query{.search = query_text(request, "search"),
                            .tasks = tasks_of(request),
                            .library = query_text(request, "library"),
                            .cursor = query_text(request, "cursor")};
  query.runnable = TRY(query_flag(request, "runnable"));
  query.sort = TRY(hub::sort_by(request.query_value("sort").value_or("trending")));
  query.limit = TRY(query_number(request, "limit", page_sizes)).value_or(query.limit);
  return query;
}

json::Object row_of(const hub::CatalogueEntry& entry) {
  auto row = to_json(entry.model);
  const auto& [runnable, obstacle] = entry.glance;
  row["runnable"] = runnable ? json::Value(*runnable) : json::Value(nullptr);
  row["obstacle"] = obstacle.empty() ? json::Value(nullptr) : json::Value(obstacle);
  return row;
}

json::Array rows_of(const hub::CataloguePage& page) {
  json::Array rows;
  rows.reserve(page.entries.size());
  for (const auto& entry : page.entries) rows.push_back(row_of(entry));
  return rows;
}

Result<Reply> list_models(serving::Catalogue& catalogue, const Request& request) {
  const auto query = TRY(list_query(request));
  const auto list = TRY(catalogue.list(request.cancelled));
  const auto page = TRY(list->page(query));
  const json::Object answer{
      {"models", rows_of(page)},
      {"matching", page.matching},
      {"next", page.next.empty() ? json::Value(nullptr) : json::Value(page.next)},
      {"catalogue", serving::to_json(catalogue.state())}};
  return compressed(json_response(answer), request);
}

}  // namespace

std::vector<Endpoint> catalogue_endpoints(const Services& services) {
  auto& catalogue = services.engine.catalogue();
  return {{{Method::get, "/api/models",
            [&catalogue](const Request& request) { return list_models(catalogue, request); }},
           "The models of the Hub, page by page.",
           "models",
           {.answer = "model_page", .query = list_parameters}}};
}

}  // namespace hfi::server
