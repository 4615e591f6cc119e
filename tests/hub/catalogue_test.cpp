// The list of models between the Hub, the disk and a clock that the test holds.
#include <gtest/gtest.h>

#include <thread>

#include "fakes/fake_hub.h"
#include "fakes/temporary_folder.h"
#include "hub/catalogue_file.h"
#include "hub/catalogue_refresh.h"
#include "hub/file_lock.h"
#include "hub/list_models.h"

namespace hfi::hub {
namespace {

using namespace std::chrono_literals;

std::vector<fakes::HubRepository> models(int count) {
  std::vector<fakes::HubRepository> all;
  for (int i = 0; i < count; ++i)
    all.push_back({.id = "org/model-" + std::to_string(i),
                   .gated = i == 1 ? "auto" : "",
                   .facts = {{"downloads", i}}});
  return all;
}

class CatalogueRefresh : public testing::Test {
 protected:
  Clock clock() {
    return {.now = [this] { return now; },
            .sleep = [](std::chrono::milliseconds, const std::stop_token&) {}};
  }
  Client client() { return *open_client({.endpoint = hub.url()}, clock()); }
  Result<std::optional<ModelList>> refreshed() {
    return refreshed_models(client(), files, limits, clock(), {});
  }

  std::size_t size() {
    const auto list = refreshed();
    EXPECT_TRUE(list) << list.error().message;
    return list && *list ? (*list)->models.size() : 0;
  }

  fakes::TemporaryFolder folder;
  fakes::FakeHub hub{models(25)};
  std::chrono::system_clock::time_point now = std::chrono::system_clock::from_time_t(1'700'000'000);
  CatalogueFiles files{.list = folder.path() / "models.jsonl",
                       .lock = folder.path() / "models.lock"};
  CatalogueLimits limits{
      .crawls = {{.sort = "downloads", .models = 100}, {.sort = "trendingScore", .models = 5}},
      .page_size = 10};
};

TEST_F(CatalogueRefresh, FetchesAllPagesOnceAndThenReadsTheDisk) {
  EXPECT_EQ(size(), 25U);
  const auto asked = hub.requests().size();
  EXPECT_EQ(asked, 4U);
  now += 4 * 24h - 1s;
  EXPECT_EQ(size(), 25U);
  EXPECT_EQ(hub.requests().size(), asked);
}

TEST_F(CatalogueRefresh, FetchesAgainAfterFourDays) {
  EXPECT_EQ(size(), 25U);
  hub.change([](fakes::HubWorld& world) { world.add({.id = "org/new"}); });
  now += 4 * 24h;
  EXPECT_EQ(size(), 26U);
  EXPECT_EQ((*read_model_list(files.list))->fetched_at,
            std::chrono::floor<std::chrono::seconds>(now));
}

TEST_F(CatalogueRefresh, ReplacesADamagedFile) {
  EXPECT_EQ(size(), 25U);
  fakes::write_file(files.list, "garbage");
  testing::internal::CaptureStderr();
  EXPECT_EQ(size(), 25U);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("catalogue_damaged"), std::string::npos);
  EXPECT_TRUE(*read_model_list(files.list));
}

TEST_F(CatalogueRefresh, SaysWhenALimitEndsIt) {
  limits.crawls[0].models = 20;
  testing::internal::CaptureStderr();
  const auto list = refreshed();
  EXPECT_NE(
      testing::internal::GetCapturedStderr().find("catalogue_capped sort=downloads models=20"),
      std::string::npos);
  EXPECT_TRUE((*list)->capped);
  EXPECT_EQ((*list)->models.size(), 20U);
}

TEST_F(CatalogueRefresh, IsAnErrorWhenAPageFailsAndNotAShorterList) {
  hub.add({.target = "cursor=20", .times = -1, .change = fakes::with_status("", 500).change});
  EXPECT_EQ(refreshed().error().code, ErrorCode::hub_unreachable);
  EXPECT_FALSE(std::filesystem::exists(files.list));
}

TEST_F(CatalogueRefresh, IsDoneByOneProcessAtATime) {
  {
    const auto other = FileLock::try_lock(files.lock);
    ASSERT_TRUE(other && *other);
    const auto list = refreshed();
    ASSERT_TRUE(list);
    EXPECT_FALSE(*list);
  }
  std::vector<std::jthread> callers;
  for (int i = 0; i < 4; ++i)
    callers.emplace_back([&] {
      while (true) {
        const auto list = refreshed();
        ASSERT_TRUE(list);
        if (*list) return;
        std::this_thread::sleep_for(5ms);
      }
    });
  callers.clear();
  EXPECT_EQ(hub.requests().size(), 4U);
}

TEST_F(CatalogueRefresh, KnowsAClockThatWasPutBack) {
  const std::chrono::sys_seconds at = std::chrono::floor<std::chrono::seconds>(now);
  EXPECT_FALSE(is_stale(at, limits, now));
  EXPECT_TRUE(is_stale(at, limits, now + limits.ttl));
  EXPECT_FALSE(is_stale(at, limits, now - 1h));
  EXPECT_TRUE(is_stale(at, limits, now - limits.ttl - 1s));
}

TEST_F(CatalogueRefresh, DescribesManyModelsAndKeepsWhatIsNotKnownApart) {
  hub.add({.target = "model-2?", .times = -1, .change = fakes::with_status("", 503).change});
  std::vector<std::string> ids{"org/model-0", "org/missing", "../x", "org/model-1", "org/model-2"};
  for (int i = 3; i < 25; ++i) ids.push_back("org/model-" + std::to_string(i));
  const auto described = describe_models(client(), ids, {});
  ASSERT_EQ(described.size(), ids.size());
  EXPECT_EQ(described[0]->gated, Gated::open);
  EXPECT_EQ(described[1].error().code, ErrorCode::model_not_found);
  EXPECT_EQ(described[2].error().code, ErrorCode::invalid_request);
  EXPECT_EQ(described[3]->gated, Gated::automatic);
  EXPECT_EQ(described[4].error().code, ErrorCode::hub_unreachable);
  EXPECT_EQ(described[26]->id, "org/model-24");
}

}  // namespace
}  // namespace hfi::hub
