#pragma once
// The Hub's list of models, page by page.

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "hub/client.h"
#include "hub/model_summary.h"

namespace hfi::hub {

struct ListQuery {
  std::string search{};  // part of the id
  std::string author{};
  std::string pipeline_tag{};
  std::vector<std::string> filters{};  // tags, libraries among them; all must be there
  std::string sort =
      "downloads";  // downloads, likes, trendingScore, createdAt or lastModified, largest first
  std::uint64_t page_size = 1000;
};

struct ListPage {
  std::vector<ModelSummary> models{};
  std::string next{};  // the address of the next page; empty on the last
};

std::string list_url(const HubOptions& options, const ListQuery& query);

// `url` comes from list_url or from the page before. Fails as check_status does.
Result<ListPage> list_page(const Client& client, const std::string& url,
                           const std::stop_token& stop);

// What the Hub says about each of these models, several at a time and without repeating what fails: an answer that is not known
// is an error, not a fact. In the order of the ids.
std::vector<Result<ModelSummary>> describe_models(const Client& client,
                                                  const std::vector<std::string>& ids,
                                                  const std::stop_token& stop);

}  // namespace hfi::hub
