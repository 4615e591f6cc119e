#include "hub/list_models.h"

#include <array>

#include "hub/names.h"

namespace hfi::hub {
namespace {

// What the summaries are made of.
constexpr auto expanded = std::to_array<std::string_view>(
    {"pipeline_tag", "library_name", "tags", "gated", "downloads", "likes", "trendingScore",
     "createdAt", "lastModified", "safetensors", "config", "sha"});

std::string expand_all() {
  std::string parameters;
  for (const auto name : expanded) parameters += "&expand=" + std::string(name);
  return parameters;
}

Result<ModelSummary> described(const Client& client, const std::string& id,
                               const Result<HttpResponse>& response) {
  if (!response) return tl::unexpected(response.error());
  const Asked asked{.model_id = id};
  TRY(check_status(*response, asked, client.options));
  const auto value = TRY(parse_answer(*response, asked));
  if (!value.is_object())
    return fail(ErrorCode::hub_invalid, id + ": expected a description, got something else");
  return parse_summary(value.get_object());
}

}  // namespace

std::string list_url(const HubOptions& options, const ListQuery& query) {
  auto url = options.endpoint + "/api/models?limit=" + std::to_string(query.page_size);
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) url += "&" + std::string(name) + "=" + url_encoded(value);
  };
  add("sort", query.sort);
  add("search", query.search);
  add("author", query.author);
  add("pipeline_tag", query.pipeline_tag);
  for (const auto& filter : query.filters) add("filter", filter);
  return url + expand_all();
}

Result<ListPage> list_page(const Client& client, const std::string& url,
                           const std::stop_token& stop) {
  const Asked asked{.what = "list of models"};
  const auto response = TRY(ask(client, url, asked, stop));
  const auto value = TRY(parse_answer(response, asked));
  const auto* items = value.if_array();
  if (items == nullptr) return fail(ErrorCode::hub_invalid, "list of models: expected a list");
  ListPage page{.next = TRY(next_page(response.head, client.options))};
  for (const auto& item : *items) {
    if (!item.is_object())
      return fail(ErrorCode::hub_invalid, "list of models: expected a model, got something else");
    page.models.push_back(TRY(parse_summary(item.get_object())));
  }
  return page;
}

std::vector<Result<ModelSummary>> describe_models(const Client& client,
                                                  const std::vector<std::string>& ids,
                                                  const std::stop_token& stop) {
  std::vector<Result<ModelSummary>> models;
  std::vector<HttpRequest> requests;
  for (const auto& id : ids) {
    const auto usable = check_model_id(id);
    models.push_back(usable ? Result<ModelSummary>() : tl::unexpected(usable.error()));
    if (usable)
      requests.push_back(get(client.options, client.options.endpoint + "/api/models/" + id + "?" +
                                                 expand_all().substr(1)));
  }
  const auto responses = client.send_all(requests, stop);
  auto response = responses.begin();
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (models[i]) models[i] = described(client, ids[i], *response++);
  return models;
}

}  // namespace hfi::hub
