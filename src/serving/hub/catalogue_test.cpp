// The list of models over days and restarts: on the disk, in memory, and fetched in the background, by a clock that the test holds.

#include "serving/hub/catalogue.h"

#include <gtest/gtest.h>

#include <atomic>

#include "fakes/fake_hub.h"
#include "fakes/temporary_folder.h"
#include "hub/catalogue_file.h"

namespace hfi::serving {
namespace {

using namespace std::chrono_literals;

std::vector<fakes::HubRepository> models(int count) {
  std::vector<fakes::HubRepository> all;
  for (int i = 0; i < count; ++i) all.push_back({.id = "org/model-" + std::to_string(i)});
  return all;
}

class CatalogueTest : public testing::Test {
 protected:
  // A process of its own, as far as the disk is concerned.
  [[nodiscard]] std::unique_ptr<Catalogue> started() {
    return std::make_unique<Catalogue>(
        CatalogueOptions{
            .hub = {.endpoint = hub.url()},
            .limits = {.crawls = {{.sort = "downloads", .models = 100}}, .page_size = 10},
            .files = files,
            .clock = {.now = [this] { return now.load(); },
                      .sleep = [](auto, const auto&) { std::this_thread::sleep_for(1ms); }},
            .patience = 20s,
            .look = [](const auto&) { return hub::Glance{}; }},
        [this](const CatalogueState&) { ++changes; });
  }

  static std::size_t size(Catalogue& catalogue) {
    const auto list = catalogue.list({});
    EXPECT_TRUE(list) << list.error().message;
    return list ? (*list)->size() : 0;
  }

  static void wait_until_settled(const Catalogue& catalogue) {
    while (catalogue.state().refreshing) std::this_thread::sleep_for(1ms);
  }

  void add_to_the_hub(const std::string& id) {
    hub.change([&](fakes::HubWorld& world) { world.add({.id = id}); });
  }

  fakes::TemporaryFolder folder;
  fakes::FakeHub hub{models(25)};
  std::atomic<std::chrono::system_clock::time_point> now =
      std::chrono::system_clock::from_time_t(1'700'000'000);
  std::atomic<int> changes = 0;
  hub::CatalogueFiles files{.list = folder.path() / "models.jsonl",
                            .lock = folder.path() / "models.lock"};
};

TEST_F(CatalogueTest, IsThereAfterARestartWithoutAsking) {
  EXPECT_EQ(size(*started()), 25U);
  const auto asked = hub.requests().size();
  EXPECT_EQ(asked, 3U);
  now = now.load() + 4 * 24h - 1s;
  const auto again = started();
  EXPECT_EQ(size(*again), 25U);
  EXPECT_EQ(again->state().fetched_at, std::chrono::sys_seconds(1'700'000'000s));
  EXPECT_FALSE(again->state().stale);
  EXPECT_EQ(hub.requests().size(), asked);
}

TEST_F(CatalogueTest, AnOldListIsAnsweredWhileANewOneIsFetched) {
  EXPECT_EQ(size(*started()), 25U);
  add_to_the_hub("org/new");
  now = now.load() + 4 * 24h;
  hub.add({.target = "/api/models?", .times = 3, .change = [](fakes::HubReply& reply) {
             reply.drip = 100;
             reply.drip_every = 2ms;
           }});
  const auto catalogue = started();
  EXPECT_EQ(size(*catalogue), 25U) << "the old one";
  EXPECT_TRUE(catalogue->state().stale);
  while (size(*catalogue) == 25U) std::this_thread::sleep_for(1ms);
  wait_until_settled(*catalogue);
  EXPECT_EQ(size(*catalogue), 26U);
  EXPECT_FALSE(catalogue->state().stale);
  EXPECT_EQ(changes, 4) << "each fetch begins and ends";
  EXPECT_EQ(size(*started()), 26U);
  EXPECT_EQ(hub.requests().size(), 6U);
}

TEST_F(CatalogueTest, ADamagedListIsSaidAndReplaced) {
  EXPECT_EQ(size(*started()), 25U);
  const auto whole = fakes::content_of(files.list);
  for (const auto& damaged :
       {std::string("garbage"), std::string(), whole.substr(0, whole.size() / 2), whole + whole,
        std::string(1000, '\0')}) {
    fakes::write_file(files.list, damaged);
    const auto asked = hub.requests().size();
    testing::internal::CaptureStderr();
    EXPECT_EQ(size(*started()), 25U);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("catalogue_damaged"), std::string::npos);
    EXPECT_EQ(hub.requests().size(), asked + 3);
    EXPECT_TRUE(hub::read_model_list(files.list).value());
  }
}

TEST_F(CatalogueTest, AFailureKeepsTheOldListAndIsNotRepeatedAtOnce) {
  EXPECT_EQ(size(*started()), 25U);
  add_to_the_hub("org/new");
  now = now.load() + 5 * 24h;
  hub.add(fakes::with_status("cursor=10", 403));
  const auto catalogue = started();
  EXPECT_EQ(size(*catalogue), 25U);
  while (!catalogue->state().failure) std::this_thread::sleep_for(1ms);
  wait_until_settled(*catalogue);
  const auto asked = hub.requests().size();
  now = now.load() + 29s;
  EXPECT_EQ(size(*catalogue), 25U);
  EXPECT_TRUE(catalogue->state().failure);
  EXPECT_EQ(hub.requests().size(), asked);
  EXPECT_EQ((*hub::read_model_list(files.list))->models.size(), 25U)
      << "the disk has no part of it";
  now = now.load() + 1s;
  while (size(*catalogue) == 25U) std::this_thread::sleep_for(1ms);
  EXPECT_FALSE(catalogue->state().failure);
}

TEST_F(CatalogueTest, ManyProcessesFetchItOnce) {
  std::vector<std::unique_ptr<Catalogue>> processes;
  for (int i = 0; i < 4; ++i) processes.push_back(started());
  for (int round = 1; round <= 3; ++round) {
    std::vector<std::jthread> askers;
    for (const auto& process : processes)
      for (int i = 0; i < 2; ++i)
        askers.emplace_back([&] {
          while (size(*process) != 24U + static_cast<unsigned>(round))
            std::this_thread::sleep_for(1ms);
        });
    askers.clear();
    for (const auto& process : processes) wait_until_settled(*process);
    EXPECT_EQ(hub.requests().size(), 3U * static_cast<unsigned>(round));
    EXPECT_EQ((*hub::read_model_list(files.list))->models.size(), processes[0]->at_hand()->size());
    add_to_the_hub("org/new-" + std::to_string(round));
    now = now.load() + 4 * 24h;
  }
}

TEST_F(CatalogueTest, WhoWantsItAnewWaitsForIt) {
  const auto catalogue = started();
  EXPECT_EQ(size(*catalogue), 25U);
  add_to_the_hub("org/new");
  EXPECT_EQ(size(*catalogue), 25U);
  const auto list = catalogue->fetched_now({});
  ASSERT_TRUE(list);
  EXPECT_EQ((*list)->size(), 26U);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(catalogue->fetched_now(stop.get_token()).error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace hfi::serving
