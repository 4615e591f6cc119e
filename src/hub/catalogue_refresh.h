#pragma once
// Fetching the list of models, and when to do it again.

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "hub/catalogue.h"
#include "hub/client.h"
#include "hub/clock.h"

namespace hfi::hub {

// What is fetched: so many models in that order of the Hub.
struct Crawl {
  std::string sort{};
  std::size_t models = 0;
};

struct CatalogueLimits {
  std::vector<Crawl> crawls{{.sort = "downloads", .models = 50'000},
                            {.sort = "trendingScore", .models = 2'000}};
  std::size_t page_size = 1000;
  std::chrono::seconds ttl = std::chrono::days(4);
};

bool is_stale(std::chrono::sys_seconds fetched_at, const CatalogueLimits& limits,
              std::chrono::system_clock::time_point now);

// All pages, each model once. Says in the log when a limit ends it before the Hub's list does. A page that fails fails the
// whole: a shorter list would pass for the truth.
Result<ModelList> fetch_models(const Client& client, const CatalogueLimits& limits,
                               const Clock& clock, const std::stop_token& stop);

struct CatalogueFiles {
  std::filesystem::path list{};
  std::filesystem::path lock{};  // held by the process that fetches
};

// The list on disk when it is fresh, else a new one, which is written there. nullopt when another process is fetching it
// at the moment. A damaged file is reported in the log and replaced.
Result<std::optional<ModelList>> refreshed_models(const Client& client, const CatalogueFiles& files,
                                                  const CatalogueLimits& limits, const Clock& clock,
                                                  const std::stop_token& stop);

}  // namespace hfi::hub
