#include "serving/registry.h"

#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <thread>

namespace hfi::serving {
namespace {

using namespace std::chrono_literals;

ModelKey key_of(const std::string& model_id) { return {model_id, "fill-mask", "main", "", ""}; }

// A machine on which every model takes 10 bytes, unless its id begins with "large".
struct Machine {
  std::atomic<int> loads = 0;
  std::atomic<bool> broken = false;
  std::latch* wait_for = nullptr;  // loading waits for it
  std::atomic<std::int64_t> now_s = 0;

  Registry registry{
      {.plan = [](const ModelKey& key) { return plan(key); },
       .open = [this](models::Plan ready) { return open(std::move(ready)); }},
      30,
      [this] { return std::chrono::steady_clock::time_point(std::chrono::seconds(now_s++)); }};

  static Result<models::Plan> plan(const ModelKey& key) {
    const std::uint64_t bytes = key.model_id.starts_with("large") ? 1000 : 10;
    return models::Plan{.model = {.repository = {key.model_id, "abc", ""},
                                  .config = graph::Config({}),
                                  .facts = {},
                                  .labels = {}},
                        .networks = {},
                        .bytes = bytes};
  }
  Result<models::Model> open(models::Plan ready) {
    ++loads;
    if (wait_for != nullptr) wait_for->wait();
    if (broken) return fail(ErrorCode::model_invalid, "damaged");
    return std::move(ready.model);
  }

  std::string loaded() const {
    std::string ids;
    const auto status = registry.status();
    for (const auto& row : status.at("loaded").as_array())
      ids += std::string(row.at("model_id").as_string()) + " ";
    return ids;
  }
};

TEST(Registry, LoadsOnceForAllWhoWait) {
  Machine machine;
  std::latch go(1);
  machine.wait_for = &go;
  std::vector<std::future<Result<Lease>>> leases;
  for (int i = 0; i < 8; ++i)
    leases.push_back(
        std::async(std::launch::async, [&] { return machine.registry.acquire(key_of("a"), {}); }));
  std::this_thread::sleep_for(20ms);
  go.count_down();
  for (auto& lease : leases) EXPECT_EQ(lease.get()->model->repository.id, "a");
  EXPECT_EQ(machine.loads, 1);
}

TEST(Registry, TellsEveryWaiterOfAFailureAndTriesAgainLater) {
  Machine machine;
  std::latch go(1);
  machine.wait_for = &go;
  machine.broken = true;
  auto first =
      std::async(std::launch::async, [&] { return machine.registry.acquire(key_of("a"), {}); });
  auto second =
      std::async(std::launch::async, [&] { return machine.registry.acquire(key_of("a"), {}); });
  std::this_thread::sleep_for(20ms);
  go.count_down();
  EXPECT_EQ(first.get().error().message, "damaged");
  EXPECT_EQ(second.get().error().message, "damaged");
  machine.broken = false;
  EXPECT_TRUE(machine.registry.acquire(key_of("a"), {}));
}

TEST(Registry, EvictsTheLeastRecentlyUsedIdleModel) {
  Machine machine;
  const auto busy = machine.registry.acquire(key_of("busy"), {});
  for (const auto* id : {"old", "new", "another"})
    EXPECT_TRUE(machine.registry.acquire(key_of(id), {}));
  EXPECT_EQ(machine.loaded(), "another busy new ");
}

TEST(Registry, RefusesWhatCanNeverFitWithBothNumbers) {
  Machine machine;
  const auto lease = machine.registry.acquire(key_of("large"), {});
  ASSERT_FALSE(lease);
  EXPECT_EQ(lease.error().code, ErrorCode::insufficient_memory);
  EXPECT_EQ(lease.error().message, "the model needs 1000 bytes, the memory budget is 30");
  EXPECT_EQ(machine.loaded(), "");
}

TEST(Registry, WaitsForBusyModelsToBecomeIdle) {
  Machine machine;
  auto held = std::make_unique<Lease>(*machine.registry.acquire(key_of("a"), {}));
  const auto b = machine.registry.acquire(key_of("b"), {});
  const auto c = machine.registry.acquire(key_of("c"), {});
  auto fourth =
      std::async(std::launch::async, [&] { return machine.registry.acquire(key_of("d"), {}); });
  EXPECT_EQ(fourth.wait_for(30ms), std::future_status::timeout);
  held.reset();
  EXPECT_TRUE(fourth.get());
  EXPECT_EQ(machine.loaded(), "b c d ");
}

TEST(Registry, StopsWaitingWhenCancelled) {
  Machine machine;
  std::vector<Lease> held;
  for (const auto* id : {"a", "b", "c"}) held.push_back(*machine.registry.acquire(key_of(id), {}));
  std::stop_source stop;
  auto fourth = std::async(std::launch::async,
                           [&] { return machine.registry.acquire(key_of("d"), stop.get_token()); });
  std::this_thread::sleep_for(20ms);
  stop.request_stop();
  EXPECT_EQ(fourth.get().error().code, ErrorCode::cancelled);
}

TEST(Registry, UnloadsExactlyWhatIsNamed) {
  Machine machine;
  EXPECT_TRUE(machine.registry.acquire(key_of("a"), {}));
  EXPECT_EQ(machine.registry.unload("a", "translation").error().code, ErrorCode::model_not_loaded);
  {
    const auto lease = machine.registry.acquire(key_of("a"), {});
    EXPECT_EQ(machine.registry.unload("a", "fill-mask").error().code, ErrorCode::model_busy);
  }
  EXPECT_TRUE(machine.registry.unload("a", "fill-mask"));
  EXPECT_EQ(machine.registry.unload("a", "fill-mask").error().code, ErrorCode::model_not_loaded);
}

}  // namespace
}  // namespace hfi::serving
