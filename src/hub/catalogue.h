#pragma once
// The models of the Hub, in memory: filter, search, sort and page. A catalogue does not change once it is built, so
// that many threads can read it.

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "hub/glance.h"
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
  std::string search{};                          // words; all must occur in the id, in any case
  std::optional<std::set<std::string>> tasks{};  // pipeline tags, one of which it must have
  std::string library{};                         // the library or a tag
  std::optional<bool> runnable{};                // what a glance says for sure
  SortBy sort = SortBy::trending;  // names ascending, the rest descending; equals by name
  std::size_t limit = 50;
  std::string cursor{};  // of the page before
};

struct CatalogueEntry {
  ModelSummary model{};
  Glance glance{};
};

struct CataloguePage {
  std::vector<CatalogueEntry> entries{};
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
  // Of several models with one id the first stays. Each is looked at once.
  Catalogue(ModelList list, const std::function<Glance(const ModelSummary&)>& look);

  [[nodiscard]] std::size_t size() const { return models_.size(); }
  [[nodiscard]] std::chrono::sys_seconds fetched_at() const { return fetched_at_; }
  [[nodiscard]] bool capped() const { return capped_; }

  [[nodiscard]] std::optional<CatalogueEntry> find(std::string_view id) const;

  // The pages of one query never repeat a model. Fails with invalid_request for a cursor that is not of such a query. A
  // cursor stays good when the catalogue is replaced.
  [[nodiscard]] Result<CataloguePage> page(const CatalogueQuery& query) const;

  // By number of models; those without a task are left out.
  [[nodiscard]] std::vector<TaskStatistics> task_statistics() const;

 private:
  using Order = std::vector<std::uint32_t>;
  struct Filter;

  void keep_tags(std::vector<std::string> tags);
  [[nodiscard]] CatalogueEntry entry(std::uint32_t index) const;
  [[nodiscard]] bool has_tag(std::uint32_t index, std::uint32_t tag) const;
  [[nodiscard]] bool matches(const Filter& filter, std::uint32_t index) const;
  [[nodiscard]] Filter filter_of(const CatalogueQuery& query) const;

  std::chrono::sys_seconds fetched_at_;
  bool capped_;
  std::vector<ModelSummary> models_;  // without their tags
  std::vector<Glance> glances_;
  std::vector<std::string> lower_ids_;
  // a tag is stored once: tags_of_ holds the numbers of all, those of model i from tag_begin_[i] to tag_begin_[i + 1]
  std::map<std::string, std::uint32_t, std::less<>> tag_numbers_;
  std::vector<const std::string*> tag_names_;
  std::vector<std::uint32_t> tags_of_;
  std::vector<std::size_t> tag_begin_{0};
  std::array<Order, 5> orders_;  // by SortBy
};

}  // namespace hfi::hub
