#include "serving/registry.h"

#include <gtest/gtest.h>

#include <future>

#include "serving/test_machine.h"

namespace hfi::serving {
namespace {

using namespace std::chrono_literals;

TEST(Registry, LoadsOnceForAllWhoWait) {
  TestMachine machine;
  std::latch go(1);
  machine.wait_for = &go;
  std::vector<std::future<Result<Lease>>> leases;
  for (int i = 0; i < 8; ++i)
    leases.push_back(std::async(std::launch::async, [&] { return machine.acquire("a"); }));
  machine.wait_until("a", "loading");
  go.count_down();
  for (auto& lease : leases) EXPECT_EQ(lease.get()->model->repository.id, "a");
  EXPECT_EQ(machine.loads, 1);
}

TEST(Registry, TellsEveryWaiterOfAFailureAndTriesAgainLater) {
  TestMachine machine;
  std::latch go(1);
  machine.wait_for = &go;
  machine.broken = true;
  auto first = std::async(std::launch::async, [&] { return machine.acquire("a"); });
  machine.wait_until("a", "loading");
  auto second = std::async(std::launch::async, [&] { return machine.acquire("a"); });
  std::this_thread::sleep_for(20ms);
  go.count_down();
  EXPECT_EQ(first.get().error().message, "damaged");
  EXPECT_EQ(second.get().error().message, "damaged");
  EXPECT_EQ(machine.story_of("a"), "queued loading failed");
  machine.broken = false;
  EXPECT_TRUE(machine.acquire("a"));
}

TEST(Registry, EvictsTheLeastRecentlyUsedIdleModel) {
  TestMachine machine;
  const auto busy = machine.acquire("busy");
  for (const auto* id : {"old", "new", "another"}) EXPECT_TRUE(machine.use(id));
  EXPECT_EQ(machine.loaded(), "another busy new ");
  EXPECT_EQ(machine.story_of("old"), "queued loading ready evicting gone");
}

TEST(Registry, RefusesWhatCanNeverFitWithBothNumbers) {
  TestMachine machine;
  const auto lease = machine.acquire("large");
  ASSERT_FALSE(lease);
  EXPECT_EQ(lease.error().code, ErrorCode::insufficient_memory);
  EXPECT_EQ(lease.error().message, "the model needs 1000 bytes, the memory budget is 30");
  EXPECT_EQ(machine.loaded(), "");
}

TEST(Registry, WaitsForBusyModelsToBecomeIdle) {
  TestMachine machine;
  auto held = std::make_unique<Lease>(*machine.acquire("a"));
  const auto b = machine.acquire("b");
  const auto c = machine.acquire("c");
  auto fourth = std::async(std::launch::async, [&] { return machine.acquire("d"); });
  EXPECT_EQ(fourth.wait_for(30ms), std::future_status::timeout);
  EXPECT_EQ(machine.state_of("d"), "queued");
  held.reset();
  EXPECT_TRUE(fourth.get());
  EXPECT_EQ(machine.loaded(), "b c d ");
}

TEST(Registry, APinnedModelStaysAndItsBytesAreNotThereForOthers) {
  TestMachine machine;
  EXPECT_TRUE(machine.use("a"));
  EXPECT_TRUE(machine.registry.pin("a", "fill-mask", true));
  for (const auto* id : {"b", "c", "d", "e"}) EXPECT_TRUE(machine.use(id));
  EXPECT_EQ(machine.loaded(), "a d e ");
  EXPECT_TRUE(machine.registry.pin("a", "fill-mask", false));
  EXPECT_TRUE(machine.use("f"));
  EXPECT_EQ(machine.state_of("a"), "absent");
  EXPECT_EQ(machine.registry.pin("a", "fill-mask", true).error().code, ErrorCode::model_not_loaded);
}

TEST(Registry, RefusesAtOnceWhatPinnedModelsLeaveNoRoomFor) {
  TestMachine machine;
  for (const auto* id : {"a", "b", "c"})
    EXPECT_TRUE(machine.registry.load(key_named(id), {.pinned = true}));
  for (const auto* id : {"a", "b", "c"}) machine.wait_until(id, "ready");
  const auto lease = machine.acquire("d");
  ASSERT_FALSE(lease);
  EXPECT_EQ(lease.error().message,
            "the model needs 10 bytes, the memory budget is 30, of which pinned models hold 30");
}

TEST(Registry, AWishForAModelThatIsThereIsAnEventToo) {
  TestMachine machine;
  EXPECT_TRUE(machine.use("a"));
  const auto before = machine.events.last();
  EXPECT_TRUE(machine.registry.load(key_named("a"), {.pinned = true, .keep_alive = 5s}));
  const auto told = machine.events.after(before, {});
  ASSERT_EQ(told->size(), 1U);
  EXPECT_EQ(told->front().data.at("pinned"), json::Value(true));
  EXPECT_EQ(told->front().data.at("keep_alive_s"), json::Value(5));
  // what a later wish leaves out stays, and is no news
  EXPECT_EQ(machine.registry.load(key_named("a"), {})->at("pinned"), json::Value(true));
  EXPECT_EQ(machine.registry.status().at("sequence"), json::Value(before + 1));
}

}  // namespace
}  // namespace hfi::serving
