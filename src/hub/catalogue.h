#pragma once
// The models of the Hub, in memory: filter, search, sort and page. A catalogue does not change once it is built, so
// that many threads can read it.

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "hub/model_summary.h"

namespace hfi::hub {

// What was fetched, and when.
struct ModelList {
  std::vector<ModelSummary> models{};
  std::chrono::sys_seconds fetched_at{};
  bool capped = false;  // the Hub has more than this program asked for
};

enum class SortBy : std::uint8_t { trending, downloads, likes, created, name };

// "trending", "downloads", "likes", "created" or "name". Fails with invalid_request.
Result<SortBy> sort_by(std::string_view name);

struct CatalogueQuery {
  std::string search{};                             // words; all must occur in the id, in any case
  std::optional<std::set<std::string>> tasks{};     // pipeline tags, one of which it must have
  std::string library{};                            // the library or a tag
  std::function<bool(const ModelSummary&)> fits{};  // anything else; may be empty
  SortBy sort = SortBy::trending;  // names ascending, the rest descending; equals by name
  std::size_t limit = 50;
  std::string cursor{};  // of the page before
};

struct CataloguePage {
  std::vector<const ModelSummary*> models{};
  std::size_t matching = 0;  // on all pages
  std::string next{};        // the cursor of the next page; empty on the last
};

struct TaskStatistics {
  std::string task{};
  std::uint64_t models = 0;
  std::uint64_t likes = 0;
  std::uint64_t downloads = 0;
};

class Catalogue {
 public:
  // Of several models with one id the first stays.
  explicit Catalogue(ModelList list);

  [[nodiscard]] const ModelList& list() const { return list_; }

  // nullptr when it is not there.
  [[nodiscard]] const ModelSummary* find(std::string_view id) const;

  // The pages of one query never repeat a model; pointers live as long as the catalogue. Fails with invalid_request
  // for a cursor that is not of such a query. A cursor stays good when the catalogue is replaced.
  [[nodiscard]] Result<CataloguePage> page(const CatalogueQuery& query) const;

  // By number of models; those without a task are left out.
  [[nodiscard]] std::vector<TaskStatistics> task_statistics() const;

 private:
  using Order = std::vector<std::uint32_t>;
  [[nodiscard]] bool before(SortBy sort, std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] Result<Order::const_iterator> begin_of(const CatalogueQuery& query) const;
  [[nodiscard]] bool matches(const CatalogueQuery& query, const std::vector<std::string>& words,
                             std::uint32_t index) const;

  ModelList list_;
  std::vector<std::string> lower_ids_;
  std::array<Order, 5> orders_;  // by SortBy
};

}  // namespace hfi::hub
