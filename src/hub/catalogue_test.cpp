#include "hub/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hfi::hub {
namespace {

ModelList list() {
  return {.models = {{.id = "google/bert-base",
                      .pipeline_tag = "fill-mask",
                      .library = "transformers",
                      .tags = {"onnx", "en"},
                      .likes = 5,
                      .downloads = 900,
                      .trending_score = 1,
                      .created_at = "2022-01-01T00:00:00.000Z"},
                     {.id = "meta/Llama-3",
                      .pipeline_tag = "text-generation",
                      .library = "transformers",
                      .likes = 9,
                      .downloads = 500,
                      .trending_score = 7,
                      .created_at = "2024-01-01T00:00:00.000Z"},
                     {.id = "org/bert-tiny",
                      .pipeline_tag = "fill-mask",
                      .likes = 5,
                      .downloads = 10,
                      .trending_score = 7,
                      .created_at = "2023-01-01T00:00:00.000Z"},
                     {.id = "org/no-task", .downloads = 700},
                     {.id = "google/bert-base", .downloads = 1}}};
}

// One that is liked nine times runs; of one without a task nothing is known.
Glance look(const ModelSummary& model) {
  if (model.pipeline_tag.empty()) return {};
  return {.runnable = model.likes == 9};
}

Catalogue example() { return {list(), look}; }

std::vector<std::string> ids(const Catalogue& catalogue, const CatalogueQuery& query) {
  const auto page = catalogue.page(query);
  EXPECT_TRUE(page) << page.error().message;
  std::vector<std::string> found;
  for (const auto& entry : page->entries) found.push_back(entry.model.id);
  return found;
}

using Ids = std::vector<std::string>;

TEST(Catalogue, SortsInEveryOrderAndBreaksTiesByName) {
  const auto catalogue = example();
  EXPECT_EQ(ids(catalogue, {.sort = SortBy::trending}),
            (Ids{"meta/Llama-3", "org/bert-tiny", "google/bert-base", "org/no-task"}));
  EXPECT_EQ(ids(catalogue, {.sort = SortBy::downloads}),
            (Ids{"google/bert-base", "org/no-task", "meta/Llama-3", "org/bert-tiny"}));
  EXPECT_EQ(ids(catalogue, {.sort = SortBy::likes}),
            (Ids{"meta/Llama-3", "google/bert-base", "org/bert-tiny", "org/no-task"}));
  EXPECT_EQ(ids(catalogue, {.sort = SortBy::created}),
            (Ids{"meta/Llama-3", "org/bert-tiny", "google/bert-base", "org/no-task"}));
  EXPECT_EQ(ids(catalogue, {.sort = SortBy::name}),
            (Ids{"google/bert-base", "meta/Llama-3", "org/bert-tiny", "org/no-task"}));
}

TEST(Catalogue, KeepsTheFirstOfTwoModelsWithOneId) {
  const auto catalogue = example();
  EXPECT_EQ(catalogue.size(), 4U);
  const auto found = catalogue.find("google/bert-base");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->model.downloads, 900U);
  EXPECT_EQ(found->model.tags, (std::vector<std::string>{"onnx", "en"}));
  EXPECT_FALSE(catalogue.find("google/bert"));
}

TEST(Catalogue, FiltersBySearchTaskLibraryAndAnythingElse) {
  const auto catalogue = example();
  EXPECT_EQ(ids(catalogue, {.search = "BERT base"}), Ids{"google/bert-base"});
  EXPECT_EQ(ids(catalogue, {.search = "llama"}), Ids{"meta/Llama-3"});
  EXPECT_EQ(ids(catalogue, {.tasks = std::set<std::string>{"fill-mask"}}),
            (Ids{"org/bert-tiny", "google/bert-base"}));
  EXPECT_EQ(ids(catalogue, {.tasks = std::set<std::string>{}}), Ids{});
  EXPECT_EQ(ids(catalogue, {.library = "onnx"}), Ids{"google/bert-base"});
  EXPECT_EQ(ids(catalogue, {.library = "transformers"}), (Ids{"meta/Llama-3", "google/bert-base"}));
  EXPECT_EQ(ids(catalogue, {.runnable = true}), Ids{"meta/Llama-3"});
  EXPECT_EQ(ids(catalogue, {.runnable = false}), (Ids{"org/bert-tiny", "google/bert-base"}));
  EXPECT_EQ(catalogue.page({.search = "bert", .limit = 1})->matching, 2U);
}

TEST(Catalogue, PagesWithoutRepeatingAModel) {
  const auto catalogue = example();
  for (const auto* sort : {"trending", "downloads", "likes", "created", "name"}) {
    CatalogueQuery query{.sort = *sort_by(sort), .limit = 1};
    const auto all = ids(catalogue, {.sort = query.sort});
    Ids paged;
    do {
      const auto page = catalogue.page(query);
      ASSERT_TRUE(page) << page.error().message;
      ASSERT_EQ(page->entries.size(), 1U);
      paged.push_back(page->entries[0].model.id);
      query.cursor = page->next;
    } while (!query.cursor.empty());
    EXPECT_EQ(paged, all) << sort;
  }
}

TEST(Catalogue, ContinuesWhereAModelWasThatIsGone) {
  const auto cursor = example().page({.sort = SortBy::downloads, .limit = 2})->next;
  auto shorter = list();
  std::erase_if(shorter.models, [](const auto& model) { return model.id == "org/no-task"; });
  EXPECT_EQ(ids(Catalogue(shorter, look), {.sort = SortBy::downloads, .cursor = cursor}),
            (Ids{"meta/Llama-3", "org/bert-tiny"}));
}

TEST(Catalogue, RefusesACursorThatIsNotItsOwn) {
  const auto catalogue = example();
  for (const auto* cursor : {"x", "trending", "likes 1  a", "trending x  a", "trending 1",
                             "trending 1  ../a", "trending 1 2"})
    EXPECT_EQ(catalogue.page({.cursor = cursor}).error().code, ErrorCode::invalid_request)
        << cursor;
  EXPECT_EQ(sort_by("size").error().code, ErrorCode::invalid_request);
}

TEST(Catalogue, CountsByTask) {
  const auto tasks = example().task_statistics();
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].task, "fill-mask");
  EXPECT_EQ(tasks[0].models, 2U);
  EXPECT_EQ(tasks[0].likes, 10U);
  EXPECT_EQ(tasks[0].downloads, 910U);
}

}  // namespace
}  // namespace hfi::hub
