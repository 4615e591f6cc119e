#include "hub/cache.h"

#include <gtest/gtest.h>

#include "fakes/cached_model.h"

namespace hfi::hub {
namespace {

using fakes::first_commit;
using fakes::second_commit;

class Cache : public testing::Test {
 protected:
  void SetUp() override {
    model.add(first_commit, "config.json", "c1", "{}");
    model.name("main", first_commit);
    model.name("refs/pr/1", second_commit);
  }
  ErrorCode failure(std::string_view id, std::string_view revision) const {
    const auto snapshot = find_snapshot(folder.path(), id, revision);
    return snapshot ? ErrorCode::internal_error : snapshot.error().code;
  }

  fakes::TemporaryFolder folder;
  fakes::CachedModel model{folder.path() / "models--org--name"};
};

TEST_F(Cache, FindsTheSnapshotOfABranchAndOfACommit) {
  const auto by_branch = find_snapshot(folder.path(), "org/name", "main");
  ASSERT_TRUE(by_branch) << by_branch.error().message;
  EXPECT_EQ(by_branch->commit, first_commit);
  EXPECT_EQ(fakes::content_of(by_branch->dir / "config.json"), "{}");
  EXPECT_EQ(find_snapshot(folder.path(), "org/name", first_commit)->dir, by_branch->dir);
}

TEST_F(Cache, SaysWhetherTheModelOrTheRevisionIsMissing) {
  EXPECT_EQ(failure("org/other", "main"), ErrorCode::model_not_found);
  EXPECT_EQ(failure("org/name", "v2"), ErrorCode::revision_not_found);
  EXPECT_EQ(failure("org/name", second_commit), ErrorCode::revision_not_found);
  EXPECT_EQ(failure("org/name", "refs/pr/1"), ErrorCode::revision_not_found);
  const auto missing = find_snapshot(folder.path(), "org/name", "v2");
  EXPECT_EQ(json::dump(missing.error().details), R"({"available":[")" + first_commit + "\"]}");
}

TEST_F(Cache, RefusesNamesThatLeadOutOfIt) {
  fakes::write_file(folder.path() / "secret", first_commit);
  EXPECT_EQ(failure("../x", "main"), ErrorCode::invalid_request);
  EXPECT_EQ(failure("org/name", "../../secret"), ErrorCode::invalid_request);
}

TEST_F(Cache, RefusesABranchThatNamesNoCommit) {
  model.name("broken", "../../../../etc");
  EXPECT_EQ(failure("org/name", "broken"), ErrorCode::model_invalid);
  model.name("empty", "");
  EXPECT_EQ(failure("org/name", "empty"), ErrorCode::model_invalid);
}

}  // namespace
}  // namespace hfi::hub
