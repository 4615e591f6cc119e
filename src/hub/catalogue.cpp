#include "hub/catalogue.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <numeric>
#include <sstream>
#include <unordered_set>

#include "hub/names.h"

namespace hfi::hub {
namespace {

constexpr std::array<std::string_view, 5> sort_names = {"trending", "downloads", "likes", "created",
                                                        "name"};

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(lower(text));
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

Catalogue::Catalogue(ModelList list) : list_(std::move(list)) {
  auto& models = list_.models;
  std::unordered_set<std::string_view> known;
  known.reserve(models.size());
  std::vector<bool> repeated(models.size());
  for (std::size_t i = 0; i < models.size(); ++i) repeated[i] = !known.insert(models[i].id).second;
  std::erase_if(models, [&](const ModelSummary& model) {
    return repeated[static_cast<std::size_t>(&model - models.data())];
  });

  lower_ids_.reserve(models.size());
  for (const auto& model : models) lower_ids_.push_back(lower(model.id));
  for (std::size_t sort = 0; sort < orders_.size(); ++sort) {
    auto& order = orders_.at(sort);
    order.resize(models.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order,
                      [&](auto a, auto b) { return before(static_cast<SortBy>(sort), a, b); });
  }
}

bool Catalogue::before(SortBy sort, std::uint32_t a, std::uint32_t b) const {
  return comes_before(place_of(sort, list_.models[a]), place_of(sort, list_.models[b]));
}

const ModelSummary* Catalogue::find(std::string_view id) const {
  const auto& order = orders_.at(static_cast<std::size_t>(SortBy::name));
  const auto found = std::ranges::lower_bound(
      order, id, {}, [&](auto i) { return std::string_view(list_.models[i].id); });
  return found != order.end() && list_.models[*found].id == id ? &list_.models[*found] : nullptr;
}

bool Catalogue::matches(const CatalogueQuery& query, const std::vector<std::string>& words,
                        std::uint32_t index) const {
  const auto& model = list_.models[index];
  if (query.tasks && !query.tasks->contains(model.pipeline_tag)) return false;
  const bool in_library = query.library.empty() || model.library == query.library ||
                          std::ranges::find(model.tags, query.library) != model.tags.end();
  if (!in_library) return false;
  const auto& id = lower_ids_[index];
  if (!std::ranges::all_of(words,
                           [&](const auto& word) { return id.find(word) != std::string::npos; }))
    return false;
  return !query.fits || query.fits(model);
}

Result<Catalogue::Order::const_iterator> Catalogue::begin_of(const CatalogueQuery& query) const {
  const auto& order = orders_.at(static_cast<std::size_t>(query.sort));
  if (query.cursor.empty()) return order.begin();
  const auto last = TRY(parse_cursor(query.sort, query.cursor));
  return std::ranges::upper_bound(order, last, comes_before,
                                  [&](auto i) { return place_of(query.sort, list_.models[i]); });
}

Result<CataloguePage> Catalogue::page(const CatalogueQuery& query) const {
  const auto words = words_of(query.search);
  const auto& order = orders_.at(static_cast<std::size_t>(query.sort));
  const auto begin = TRY(begin_of(query));
  CataloguePage page;
  bool more = false;
  for (auto index = order.begin(); index != order.end(); ++index) {
    if (!matches(query, words, *index)) continue;
    ++page.matching;
    if (index < begin) continue;
    if (page.models.size() < query.limit)
      page.models.push_back(&list_.models[*index]);
    else
      more = true;
  }
  if (more && !page.models.empty()) page.next = cursor_of(query.sort, *page.models.back());
  return page;
}

std::vector<TaskStatistics> Catalogue::task_statistics() const {
  std::map<std::string_view, TaskStatistics> by_task;
  for (const auto& model : list_.models) {
    if (model.pipeline_tag.empty()) continue;
    auto& task = by_task[model.pipeline_tag];
    task.task = model.pipeline_tag;
    task.models += 1;
    task.likes += model.likes;
    task.downloads += model.downloads;
  }
  std::vector<TaskStatistics> tasks;
  for (auto& [name, task] : by_task) tasks.push_back(std::move(task));
  std::ranges::stable_sort(tasks, std::greater{}, &TaskStatistics::models);
  return tasks;
}

}  // namespace hfi::hub
