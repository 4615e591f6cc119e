#include "hub/catalogue_refresh.h"

#include <unordered_set>

#include "core/log.h"
#include "hub/catalogue_file.h"
#include "hub/file_lock.h"
#include "hub/list_models.h"

namespace hfi::hub {
namespace {

// What has been fetched so far, each model once.
struct Harvest {
  ModelList list{};
  std::unordered_set<std::string> known{};

  void add(std::vector<ModelSummary> models) {
    for (auto& model : models)
      if (known.insert(model.id).second) list.models.push_back(std::move(model));
  }
};

// Adds what one order of the Hub gives; whether the limit ended it.
Result<bool> crawl(const Client& client, const Crawl& wanted, std::size_t page_size,
                   Harvest& harvest, const std::stop_token& stop) {
  auto url = list_url(client.options,
                      {.sort = wanted.sort, .page_size = std::min(page_size, wanted.models)});
  std::size_t seen = 0;
  while (!url.empty() && seen < wanted.models) {
    auto page = TRY(list_page(client, url, stop));
    if (page.models.empty() && !page.next.empty())
      return fail(ErrorCode::hub_invalid, "list of models: an empty page that is not the last");
    seen += page.models.size();
    harvest.add(std::move(page.models));
    url = std::move(page.next);
  }
  if (!url.empty()) log::info("catalogue_capped", {{"sort", wanted.sort}, {"models", seen}});
  return !url.empty();
}

Result<std::optional<ModelList>> fresh_on_disk(const CatalogueFiles& files,
                                               const CatalogueLimits& limits, const Clock& clock) {
  auto list = read_model_list(files.list);
  if (!list) {
    log::warning("catalogue_damaged", {{"error", list.error().message}, {"then", "fetched again"}});
    return std::nullopt;
  }
  if (*list && !is_stale((*list)->fetched_at, limits, clock.now())) return list;
  return std::nullopt;
}

}  // namespace

bool is_stale(std::chrono::sys_seconds fetched_at, const CatalogueLimits& limits,
              std::chrono::system_clock::time_point now) {
  // a date in the future is a clock that was put right since
  return now >= fetched_at + limits.ttl || fetched_at > now + limits.ttl;
}

Result<ModelList> fetch_models(const Client& client, const CatalogueLimits& limits,
                               const Clock& clock, const std::stop_token& stop) {
  Harvest harvest{.list = {.fetched_at = std::chrono::floor<std::chrono::seconds>(clock.now())}};
  for (const auto& wanted : limits.crawls) {
    const bool capped = TRY(crawl(client, wanted, limits.page_size, harvest, stop));
    // the first order is the one that is meant to hold everything
    if (&wanted == limits.crawls.data()) harvest.list.capped = capped;
  }
  return std::move(harvest.list);
}

Result<std::optional<ModelList>> refreshed_models(const Client& client, const CatalogueFiles& files,
                                                  const CatalogueLimits& limits, const Clock& clock,
                                                  const std::stop_token& stop) {
  if (auto list = TRY(fresh_on_disk(files, limits, clock))) return list;
  const auto lock = TRY(FileLock::try_lock(files.lock));
  if (!lock) return std::nullopt;
  // another process may have finished between the look and the lock
  if (auto list = TRY(fresh_on_disk(files, limits, clock))) return list;
  auto list = TRY(fetch_models(client, limits, clock, stop));
  TRY(write_model_list(files.list, list));
  return list;
}

}  // namespace hfi::hub
