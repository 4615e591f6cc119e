#pragma once
// The list of the Hub's models in memory: read from the disk at first, fetched in the background when it is old, and replaced
// as a whole. A thread of its own does both; it starts with the first question.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "hub/catalogue_refresh.h"
#include "hub/options.h"

namespace hfi::serving {

using ModelCatalogue = std::shared_ptr<const hub::Catalogue>;

struct CatalogueOptions {
  hub::HubOptions hub{};
  hub::CatalogueLimits limits{};
  hub::CatalogueFiles files{};
  hub::Clock clock = hub::system_clock();
  std::chrono::milliseconds patience{2'000};  // for a list that is on its way
  std::function<hub::Glance(const hub::ModelSummary&)> look{};
};

// How much of the truth the list is.
struct CatalogueState {
  std::size_t models = 0;
  std::optional<std::chrono::sys_seconds> fetched_at{};  // absent when there is no list yet
  bool stale = false;
  bool refreshing = false;
  bool capped = false;             // the Hub has more models
  std::optional<Error> failure{};  // of the last attempt to fetch it
};

json::Object to_json(const CatalogueState& state);

class Catalogue {
 public:
  // `changed` is told when the state changes, by the thread that fetches.
  Catalogue(CatalogueOptions options, std::function<void(const CatalogueState&)> changed);
  ~Catalogue();
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  // An old list is answered as it is while a new one is fetched. Fails with timeout during the first fetch, else
  // with what fetching failed with; never with a part of the list.
  Result<ModelCatalogue> list(const std::stop_token& stop);

  // Fetched after this call, whatever its age; waits for it.
  Result<ModelCatalogue> fetched_now(const std::stop_token& stop);

  // What is in memory, without waiting; null when there is none.
  [[nodiscard]] ModelCatalogue at_hand() const;

  [[nodiscard]] CatalogueState state() const;
  [[nodiscard]] const hub::CatalogueLimits& limits() const { return options_.limits; }

 private:
  enum class Wish { none, when_old, anew };

  void wish_for(Wish wish);
  void work(const std::stop_token& stop);
  void read_disk();
  Result<hub::ModelList> fetch(Wish wish, const std::stop_token& stop);
  void adopt(Result<ModelCatalogue> fetched);
  [[nodiscard]] ModelCatalogue built(hub::ModelList list) const;
  [[nodiscard]] CatalogueState state_locked() const;
  [[nodiscard]] bool is_due() const;

  const CatalogueOptions options_;
  const std::function<void(const CatalogueState&)> changed_;
  mutable std::mutex mutex_;
  std::condition_variable_any wished_, settled_;
  ModelCatalogue list_;
  std::optional<Error> failure_;
  std::chrono::system_clock::time_point not_before_{};  // the next attempt after a failure
  std::chrono::seconds pause_{};
  Wish wish_ = Wish::none;
  bool disk_read_ = false;
  bool fetching_ = false;
  std::uint64_t fetches_begun_ = 0;
  std::uint64_t fetches_ended_ = 0;
  std::jthread thread_;
};

}  // namespace hfi::serving
