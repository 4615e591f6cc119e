#include "hub/local_models.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "fakes/cached_model.h"
#include "hub/delete_model.h"
#include "hub/file_lock.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;
using fakes::first_commit;
using fakes::second_commit;

class LocalModel : public testing::Test {
 protected:
  void SetUp() override {
    model.add(first_commit, "config.json", "c1", "{}");
    model.add(first_commit, "onnx/model.onnx", "w", "weights");
    model.add(second_commit, "config.json", "c2", "{ }");
    model.add(second_commit, "onnx/model.onnx", "w", "weights");
    model.name("main", second_commit);
    model.name("v1/old", first_commit);
  }
  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(
        fs::recursive_directory_iterator(model.repository), fs::recursive_directory_iterator()));
  }

  fakes::TemporaryFolder folder;
  fakes::CachedModel model{folder.path() / "models--org--name"};
};

TEST_F(LocalModel, IsListedWithItsRevisionsAndBytes) {
  fs::create_directories(folder.path() / ".locks/models--org--name");
  fs::create_directories(folder.path() / "datasets--org--name/snapshots");
  const auto found = list_local_models(folder.path());
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_TRUE(found->damaged.empty());
  ASSERT_EQ(found->models.size(), 1U);
  const auto& listed = found->models[0];
  EXPECT_EQ(listed.id, "org/name");
  EXPECT_EQ(listed.bytes, 2 + 3 + 7);  // the weights once
  ASSERT_EQ(listed.revisions.size(), 2U);
  EXPECT_EQ(listed.revisions[0].commit, first_commit);
  EXPECT_EQ(listed.revisions[0].bytes, 2 + 7);
  EXPECT_EQ(listed.revisions[0].refs, std::vector<std::string>{"v1/old"});
  ASSERT_EQ(listed.revisions[0].files.size(), 2U);
  EXPECT_EQ(listed.revisions[0].files[1].path, "onnx/model.onnx");
  const auto age = std::chrono::system_clock::now() - listed.last_used;
  EXPECT_LT(std::chrono::abs(age), std::chrono::minutes(1));
}

TEST_F(LocalModel, IsReportedWhenItIsDamaged) {
  fs::remove(model.repository / "blobs/c1");
  const auto found = list_local_models(folder.path());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->models.empty());
  ASSERT_EQ(found->damaged.size(), 1U);
  EXPECT_NE(found->damaged[0].message.find("config.json"), std::string::npos)
      << found->damaged[0].message;
}

TEST_F(LocalModel, NamesBranchesWithoutASnapshot) {
  model.name("next", std::string(40, 'c'));
  EXPECT_EQ(find_local_model(folder.path(), "org/name")->dangling_refs,
            std::vector<std::string>{"next"});
}

TEST_F(LocalModel, CountsUnfinishedDownloadsByWhatTheyOccupy) {
  const auto partial = model.repository / "blobs/w2.0123abcd.incomplete";
  fakes::write_file(partial, std::string(10000, 'x'));
  fs::resize_file(partial, 1U << 30U);
  const auto bytes = find_local_model(folder.path(), "org/name")->partial_bytes;
  EXPECT_GE(bytes, 10000U);
  EXPECT_LT(bytes, 1U << 20U);
}

TEST_F(LocalModel, TakesItsOwnBlobsWithARevisionAndLeavesSharedOnes) {
  fakes::write_file(model.repository / "trees" / (first_commit + ".json"), "{}");
  fakes::write_file(model.repository / ".no_exist" / first_commit / "x.json", "");
  const auto freed = delete_revision(folder.path(), "org/name", "v1/old");
  ASSERT_TRUE(freed) << freed.error().message;
  EXPECT_EQ(*freed, 2U);
  const auto left = find_local_model(folder.path(), "org/name");
  ASSERT_TRUE(left) << left.error().message;
  EXPECT_EQ(left->bytes, 3 + 7);
  EXPECT_FALSE(fs::exists(model.repository / "blobs/c1"));
  EXPECT_TRUE(fs::is_empty(model.repository / "trees"));
  EXPECT_TRUE(fs::is_empty(model.repository / ".no_exist"));
}

TEST_F(LocalModel, GoesWithItsLastRevision) {
  ASSERT_TRUE(delete_revision(folder.path(), "org/name", first_commit));
  ASSERT_TRUE(delete_revision(folder.path(), "org/name", "main"));
  EXPECT_FALSE(fs::exists(model.repository));
  EXPECT_EQ(delete_model(folder.path(), "org/name").error().code, ErrorCode::model_not_found);
}

TEST_F(LocalModel, IsDeletedEvenWhenDamaged) {
  fs::remove_all(model.repository / "snapshots");
  EXPECT_EQ(*delete_model(folder.path(), "org/name"), 2U + 3U + 7U);
  EXPECT_FALSE(fs::exists(model.repository));
}

TEST_F(LocalModel, IsNotDeletedWhileItIsBeingDownloaded) {
  const auto before = entries();
  {
    const auto lock = FileLock::try_lock(folder.path() / ".locks/models--org--name/w.lock");
    ASSERT_TRUE(lock && *lock);
    EXPECT_EQ(delete_model(folder.path(), "org/name").error().code, ErrorCode::model_busy);
    EXPECT_EQ(delete_revision(folder.path(), "org/name", "main").error().code,
              ErrorCode::model_busy);
    EXPECT_EQ(entries(), before);
  }
  EXPECT_TRUE(delete_model(folder.path(), "org/name"));
}

// As lookups do, which note what the Hub told them.
TEST_F(LocalModel, IsDeletedWhileFactsOfItAreWritten) {
  const auto facts = model.repository / "trees";
  std::jthread writer([&](const std::stop_token& stop) {
    std::error_code ignored;
    while (!stop.stop_requested()) {
      fs::create_directories(facts, ignored);
      std::ofstream(facts / "new") << "{}";
      fs::rename(facts / "new", facts / "facts.json", ignored);
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
  });
  for (int i = 0; i < 200; ++i) {
    while (!fs::exists(facts / "facts.json")) std::this_thread::yield();
    const auto freed = delete_model(folder.path(), "org/name");
    ASSERT_TRUE(freed) << freed.error().message;
  }
}

TEST_F(LocalModel, KeepsFilesOutsideTheCacheThatItsSnapshotLinksTo) {
  fakes::write_file(folder.path() / "elsewhere", "mine");
  fs::create_symlink(folder.path() / "elsewhere",
                     model.repository / "snapshots" / first_commit / "extra");
  ASSERT_TRUE(delete_revision(folder.path(), "org/name", first_commit));
  EXPECT_EQ(fakes::content_of(folder.path() / "elsewhere"), "mine");
}

TEST(LocalModels, AreNoneWhereThereIsNoCache) {
  fakes::TemporaryFolder folder;
  const auto found = list_local_models(folder.path() / "nothing");
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->models.empty());
}

TEST(FileLock, IsHeldByOneAndGivenBack) {
  fakes::TemporaryFolder folder;
  const auto path = folder.path() / "locks/x.lock";
  {
    const auto first = FileLock::try_lock(path);
    ASSERT_TRUE(first && *first);
    EXPECT_FALSE(*FileLock::try_lock(path));
  }
  EXPECT_TRUE(*FileLock::try_lock(path));
}

}  // namespace
}  // namespace hfi::hub
