#include "hub/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hfi::hub {
namespace {

Catalogue example() {
  return Catalogue({.models = {{.id = "google/bert-base",
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
                               {.id = "google/bert-base", .downloads = 1}}});
}

std::vector<std::string> ids(const Catalogue& catalogue, const CatalogueQuery& query) {
  const auto page = catalogue.page(query);
  EXPECT_TRUE(page) << page.error().message;
  std::vector<std::string> found;
  for (const auto* model : page->models) found.push_back(model->id);
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
  EXPECT_EQ(catalogue.list().models.size(), 4U);
  ASSERT_NE(catalogue.find("google/bert-base"), nullptr);
  EXPECT_EQ(catalogue.find("google/bert-base")->downloads, 900U);
  EXPECT_EQ(catalogue.find("google/bert"), nullptr);
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
  EXPECT_EQ(ids(catalogue, {.fits = [](const ModelSummary& model) { return model.likes == 9; }}),
            Ids{"meta/Llama-3"});
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
      ASSERT_EQ(page->models.size(), 1U);
      paged.push_back(page->models[0]->id);
      query.cursor = page->next;
    } while (!query.cursor.empty());
    EXPECT_EQ(paged, all) << sort;
  }
}

TEST(Catalogue, ContinuesWhereAModelWasThatIsGone) {
  const auto cursor = example().page({.sort = SortBy::downloads, .limit = 2})->next;
  auto list = example().list();
  std::erase_if(list.models, [](const auto& model) { return model.id == "org/no-task"; });
  EXPECT_EQ(ids(Catalogue(list), {.sort = SortBy::downloads, .cursor = cursor}),
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
