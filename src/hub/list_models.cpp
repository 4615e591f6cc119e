#include "hub/list_models.h"

#include <array>

namespace hfi::hub {
namespace {

// What the summaries are made of.
constexpr auto expanded = std::to_array<std::string_view>(
    {"pipeline_tag", "library_name", "tags", "gated", "downloads", "likes", "trendingScore",
     "createdAt", "lastModified", "safetensors", "config", "sha"});

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
  for (const auto name : expanded) add("expand", std::string(name));
  return url;
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

}  // namespace hfi::hub
