#include "hub/catalogue_file.h"

#include <gtest/gtest.h>

#include <thread>

#include "fakes/temporary_folder.h"

namespace hfi::hub {
namespace {

ModelList example(std::size_t models) {
  ModelList list{.fetched_at = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000)),
                 .capped = true};
  for (std::size_t i = 0; i < models; ++i)
    list.models.push_back({.id = "org/model-" + std::to_string(i),
                           .tags = {"a\nb", "\xc3\xa4"},
                           .gated = Gated::manual});
  return list;
}

class CatalogueFile : public testing::Test {
 protected:
  fakes::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "catalogue/models.jsonl";
};

TEST_F(CatalogueFile, ReadsBackWhatItWrites) {
  EXPECT_FALSE(*read_model_list(file));
  ASSERT_TRUE(write_model_list(file, example(3)));
  const auto list = read_model_list(file);
  ASSERT_TRUE(list && *list);
  EXPECT_EQ((*list)->fetched_at, example(3).fetched_at);
  EXPECT_TRUE((*list)->capped);
  ASSERT_EQ((*list)->models.size(), 3U);
  EXPECT_EQ((*list)->models[2].tags, example(3).models[2].tags);
  ASSERT_TRUE(write_model_list(file, example(0)));
  EXPECT_TRUE((*read_model_list(file))->models.empty());
}

TEST_F(CatalogueFile, NoticesEveryDamage) {
  ASSERT_TRUE(write_model_list(file, example(3)));
  const auto whole = fakes::content_of(file);
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    fakes::write_file(file, whole.substr(0, size));
    EXPECT_EQ(read_model_list(file).error().code, ErrorCode::model_invalid) << "cut after " << size;
  }
  for (std::size_t at = whole.find("\"models\""); at < whole.size(); at += 11) {
    auto flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    fakes::write_file(file, flipped);
    EXPECT_FALSE(read_model_list(file)) << "flipped at " << at;
  }
  fakes::write_file(file, whole);
  EXPECT_TRUE(read_model_list(file));
}

TEST_F(CatalogueFile, IsWholeWhileOthersWriteIt) {
  ASSERT_TRUE(write_model_list(file, example(1)));
  std::vector<std::jthread> writers;
  for (std::size_t i = 1; i <= 4; ++i)
    writers.emplace_back([&, i] {
      for (int round = 0; round < 20; ++round)
        EXPECT_TRUE(write_model_list(file, example(100 * i)));
    });
  for (int round = 0; round < 200; ++round) {
    const auto list = read_model_list(file);
    ASSERT_TRUE(list) << list.error().message;
    const auto models = (*list)->models.size();
    EXPECT_TRUE(models == 1 || models % 100 == 0) << models;
  }
  writers.clear();
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1)
      << "no temporary file stays";
}

}  // namespace
}  // namespace hfi::hub
