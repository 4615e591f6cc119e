#include "hub/catalogue.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <sstream>
#include <unordered_set>

#include "core/ascii.h"
#include "hub/names.h"

namespace hfi::hub {
namespace {

constexpr std::array<std::string_view, 5> sort_names = {"trending", "downloads", "likes", "created",
                                                        "name"};

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(ascii_lower(text));
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// Where a model stands in an order: by value, largest first, then by id. The texts of dates compare as times.
struct Place {
  double number = 0;
  std::string_view text{};
  std::string_view id{};
};

Place place_of(SortBy sort, const ModelSummary& model) {
  switch (sort) {
    case SortBy::trending:
      return {.number = model.trending_score, .id = model.id};
    case SortBy::downloads:
      return {.number = static_cast<double>(model.downloads), .id = model.id};
    case SortBy::likes:
      return {.number = static_cast<double>(model.likes), .id = model.id};
    case SortBy::created:
      return {.text = model.created_at, .id = model.id};
    case SortBy::name:
      break;
  }
  return {.id = model.id};
}

bool comes_before(const Place& a, const Place& b) {
  if (a.number != b.number) return a.number > b.number;
  if (a.text != b.text) return a.text > b.text;
  return a.id < b.id;
}

std::string digits(double number) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

// "downloads 123 2022-03-02T… org/name": the place of the last model on a page.
std::string cursor_of(SortBy sort, const ModelSummary& last) {
  const auto place = place_of(sort, last);
  return std::string(sort_names.at(static_cast<std::size_t>(sort))) + " " + digits(place.number) +
         " " + std::string(place.text) + " " + last.id;
}

// Up to the next space, which goes as well.
std::optional<std::string_view> take_word(std::string_view& text) {
  const auto end = text.find(' ');
  if (end == std::string_view::npos) return std::nullopt;
  const auto word = text.substr(0, end);
  text = text.substr(end + 1);
  return word;
}

std::optional<double> number_of(std::string_view word) {
  double number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return number;
}

// The views are of the cursor.
Result<Place> parse_cursor(SortBy sort, std::string_view cursor) {
  const auto order = take_word(cursor);
  const auto word = take_word(cursor);
  const auto text = take_word(cursor);
  const auto number = word ? number_of(*word) : std::nullopt;
  if (order == sort_names.at(static_cast<std::size_t>(sort)) && number && text &&
      check_model_id(cursor))
    return Place{.number = *number, .text = *text, .id = cursor};
  return fail(ErrorCode::invalid_request,
              "cursor: expected one of a page in the same order, got another text");
}

}  // namespace

Result<SortBy> sort_by(std::string_view name) {
  const auto* found = std::ranges::find(sort_names, name);
  if (found != sort_names.end()) return static_cast<SortBy>(found - sort_names.begin());
  return fail(ErrorCode::invalid_request,
              "sort: expected trending, downloads, likes, created or name, got \"" +
                  std::string(name.substr(0, 64)) + "\"");
}

// A query, made ready for looking at many models.
struct Catalogue::Filter {
  std::vector<std::string> words{};
  const std::set<std::string>* tasks = nullptr;
  std::string_view library{};
  std::optional<std::uint32_t> library_tag{};
  std::optional<bool> runnable{};
};

Catalogue::Catalogue(ModelList list, const std::function<Glance(const ModelSummary&)>& look)
    : fetched_at_(list.fetched_at), capped_(list.capped) {
  std::unordered_set<std::string> known;
  models_.reserve(list.models.size());
  for (auto& model : list.models) {
    if (!known.insert(model.id).second) continue;
    glances_.push_back(look(model));
    lower_ids_.push_back(ascii_lower(model.id));
    keep_tags(std::exchange(model.tags, {}));
    models_.push_back(std::move(model));
  }
  for (std::size_t sort = 0; sort < orders_.size(); ++sort) {
    auto& order = orders_.at(sort);
    order.resize(models_.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto place = [&](auto i) { return place_of(static_cast<SortBy>(sort), models_[i]); };
    std::ranges::sort(order, comes_before, place);
  }
}

void Catalogue::keep_tags(std::vector<std::string> tags) {
  for (auto& tag : tags) {
    const auto number = static_cast<std::uint32_t>(tag_names_.size());
    const auto [place, is_new] = tag_numbers_.try_emplace(std::move(tag), number);
    if (is_new) tag_names_.push_back(&place->first);
    tags_of_.push_back(place->second);
  }
  tag_begin_.push_back(tags_of_.size());
}

bool Catalogue::has_tag(std::uint32_t index, std::uint32_t tag) const {
  const auto begin = tags_of_.begin();
  const auto end = begin + static_cast<std::ptrdiff_t>(tag_begin_[index + 1]);
  return std::find(begin + static_cast<std::ptrdiff_t>(tag_begin_[index]), end, tag) != end;
}

CatalogueEntry Catalogue::entry(std::uint32_t index) const {
  CatalogueEntry found{.model = models_[index], .glance = glances_[index]};
  for (auto tag = tag_begin_[index]; tag < tag_begin_[index + 1]; ++tag)
    found.model.tags.push_back(*tag_names_[tags_of_[tag]]);
  return found;
}

std::optional<CatalogueEntry> Catalogue::find(std::string_view id) const {
  const auto& order = orders_.at(static_cast<std::size_t>(SortBy::name));
  const auto id_of = [&](auto i) { return std::string_view(models_[i].id); };
  const auto found = std::ranges::lower_bound(order, id, {}, id_of);
  if (found == order.end() || models_[*found].id != id) return std::nullopt;
  return entry(*found);
}

Catalogue::Filter Catalogue::filter_of(const CatalogueQuery& query) const {
  Filter filter{
      .words = words_of(query.search), .library = query.library, .runnable = query.runnable};
  if (query.tasks) filter.tasks = &*query.tasks;
  if (const auto tag = tag_numbers_.find(query.library); tag != tag_numbers_.end())
    filter.library_tag = tag->second;
  return filter;
}

bool Catalogue::matches(const Filter& filter, std::uint32_t index) const {
  const auto& model = models_[index];
  if (filter.runnable && glances_[index].runnable != filter.runnable) return false;
  if (filter.tasks != nullptr && !filter.tasks->contains(model.pipeline_tag)) return false;
  const bool in_library = filter.library.empty() || model.library == filter.library ||
                          (filter.library_tag && has_tag(index, *filter.library_tag));
  const auto& id = lower_ids_[index];
  return in_library && std::ranges::all_of(filter.words, [&](const auto& word) {
           return id.find(word) != std::string::npos;
         });
}

Result<CataloguePage> Catalogue::page(const CatalogueQuery& query) const {
  const auto& order = orders_.at(static_cast<std::size_t>(query.sort));
  auto begin = order.begin();
  if (!query.cursor.empty()) {
    const auto last = TRY(parse_cursor(query.sort, query.cursor));
    const auto place = [&](auto i) { return place_of(query.sort, models_[i]); };
    begin = std::ranges::upper_bound(order, last, comes_before, place);
  }
  const auto filter = filter_of(query);
  CataloguePage page;
  bool more = false;
  for (auto index = order.begin(); index != order.end(); ++index) {
    if (!matches(filter, *index)) continue;
    ++page.matching;
    if (index < begin) continue;
    more = page.entries.size() == query.limit;
    if (!more) page.entries.push_back(entry(*index));
  }
  if (more && !page.entries.empty()) page.next = cursor_of(query.sort, page.entries.back().model);
  return page;
}

std::vector<TaskStatistics> Catalogue::task_statistics() const {
  std::map<std::string_view, TaskStatistics> by_task;
  for (const auto& model : models_) {
    if (model.pipeline_tag.empty()) continue;
    auto& task = by_task[model.pipeline_tag];
    task.task = model.pipeline_tag;
    task.models += 1;
    task.likes += model.likes;
    task.downloads += model.downloads;
  }
  std::vector<TaskStatistics> tasks;
  tasks.reserve(by_task.size());
  for (auto& [name, task] : by_task) tasks.push_back(std::move(task));
  std::ranges::stable_sort(tasks, std::greater{}, &TaskStatistics::models);
  return tasks;
}

}  // namespace hfi::hub
