// Figures of the Hub's models by task, and the list in the form that an earlier interface had.

#include <algorithm>
#include <cmath>

#include "server/http/compression.h"
#include "server/http/respond.h"
#include "server/routes/catalog.h"
#include "server/routes/query.h"

namespace hfi::server {
namespace {

constexpr std::uint64_t largest_list = 50'000;
constexpr std::uint64_t usual_list = 1'000;

const std::vector<QueryParameter> task_parameters = {
    {"scope",
     "`relevant` (when absent): the tasks of `GET /api/tasks`; `all`: every task on the Hub."},
    {"sort_by", "`models` (when absent), `likes` or `downloads`; largest first."},
    {"include_empty", "`true` lists tasks without a model too."},
    {"min_count", "Leaves out tasks with fewer models."}};

const std::vector<QueryParameter> preloaded_parameters = {
    {"limit", "Models: 1 to 50000, 1000 when absent."},
    {"refresh", "`true` fetches the list anew first."}};

double average(std::uint64_t total, std::uint64_t count) {
  if (count == 0) return 0;
  return std::round(static_cast<double>(total) / static_cast<double>(count) * 100) / 100;
}

json::Object row_of(const hub::TaskStatistics& task) {
  return {{"task", task.task},
          {"model_count", task.models},
          {"total_likes", task.likes},
          {"avg_likes", average(task.likes, task.models)},
          {"total_downloads", task.downloads},
          {"avg_downloads", average(task.downloads, task.models)}};
}

std::vector<hub::TaskStatistics> in_scope(std::vector<hub::TaskStatistics> all, bool relevant,
                                          bool include_empty) {
  if (!relevant) return all;
  std::vector<hub::TaskStatistics> rows;
  for (const auto& contract : tasks::taxonomy().contracts()) {
    const auto found = std::ranges::find(all, contract.task, &hub::TaskStatistics::task);
    if (found != all.end())
      rows.push_back(*found);
    else if (include_empty)
      rows.push_back({.task = contract.task});
  }
  return rows;
}

void sort_rows(std::vector<hub::TaskStatistics>& rows, std::string_view by) {
  const auto member = by == "likes"       ? &hub::TaskStatistics::likes
                      : by == "downloads" ? &hub::TaskStatistics::downloads
                                          : &hub::TaskStatistics::models;
  std::ranges::stable_sort(rows, std::greater{}, member);
}

Result<Reply> task_statistics(serving::Catalogue& catalogue, const Request& request) {
  TRY(check_query(request, task_parameters));
  const auto scope = TRY(query_choice(request, "scope", {"relevant", "all"}));
  const auto by = TRY(query_choice(request, "sort_by", {"models", "likes", "downloads"}));
  const bool empty = TRY(query_flag(request, "include_empty")).value_or(false);
  const auto least = TRY(query_number(request, "min_count", {0, UINT32_MAX})).value_or(0);
  const auto list = TRY(catalogue.list(request.cancelled));
  auto rows = in_scope(list->task_statistics(), scope == "relevant", empty);
  sort_rows(rows, by);
  json::Array answer;
  for (const auto& row : rows)
    if (row.models >= least) answer.push_back(row_of(row));
  return json_response(answer);
}

Result<Reply> preloaded(serving::Catalogue& catalogue, const Request& request) {
  TRY(check_query(request, preloaded_parameters));
  const auto limit = TRY(query_number(request, "limit", {1, largest_list})).value_or(usual_list);
  const bool refresh = TRY(query_flag(request, "refresh")).value_or(false);
  const auto list =
      TRY(refresh ? catalogue.fetched_now(request.cancelled) : catalogue.list(request.cancelled));
  const auto page = TRY(list->page({.sort = hub::SortBy::downloads, .limit = limit}));
  json::Array rows;
  for (const auto& entry : page.entries) rows.push_back(to_json(entry.model));
  return compressed(json_response(rows), request);
}

Result<Reply> preloaded_meta(serving::Catalogue& catalogue, const Request& request) {
  TRY(check_query(request, {}));
  const auto state = catalogue.state();
  const auto& limits = catalogue.limits();
  json::Object answer{{"cached", state.models},
                      {"last_refresh_ts", nullptr},
                      {"ttl", limits.ttl.count()},
                      {"disk_exists", state.fetched_at.has_value()},
                      {"preload_limit", limits.crawls.front().models},
                      {"tasks_count", tasks::taxonomy().contracts().size()},
                      {"catalogue", serving::to_json(state)}};
  if (state.fetched_at) answer["last_refresh_ts"] = state.fetched_at->time_since_epoch().count();
  return json_response(answer);
}

}  // namespace

std::vector<Endpoint> hub_statistics_endpoints(const Services& services) {
  auto& catalogue = services.engine.catalogue();
  return {{{Method::get, "/api/models/tasks",
            [&catalogue](const Request& request) { return task_statistics(catalogue, request); }},
           "How many models the Hub has for each task, and how they are liked.",
           "models",
           {.answer = "task_statistics", .query = task_parameters}},
          {{Method::get, "/api/models/preloaded",
            [&catalogue](const Request& request) { return preloaded(catalogue, request); }},
           "The most downloaded models of the Hub, as one list.",
           "models",
           {.answer = "model_list", .query = preloaded_parameters}},
          {{Method::get, "/api/models/preloaded/meta",
            [&catalogue](const Request& request) { return preloaded_meta(catalogue, request); }},
           "How old the list of models is, and what bounds it.",
           "models",
           {.answer = "preloaded_meta"}}};
}

}  // namespace hfi::server
