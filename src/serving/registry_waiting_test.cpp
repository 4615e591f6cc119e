// Who waits for a model, for how long, and what becomes of a load that nobody waits for.

#include <gtest/gtest.h>

#include <future>

#include "serving/test_machine.h"

namespace hfi::serving {
namespace {

using namespace std::chrono_literals;

TEST(RegistryWaiting, StopsWhenCancelledWhileMemoryIsTaken) {
  TestMachine machine;
  std::vector<Lease> held;
  for (const auto* id : {"a", "b", "c"}) held.push_back(*machine.acquire(id));
  std::stop_source stop;
  auto fourth =
      std::async(std::launch::async, [&] { return machine.acquire("d", stop.get_token()); });
  machine.wait_until("d", "queued");
  stop.request_stop();
  EXPECT_EQ(fourth.get().error().code, ErrorCode::cancelled);
  machine.wait_until("d", "absent");
}

TEST(RegistryWaiting, OneWhoLeavesTakesTheLoadFromNobodyElse) {
  TestMachine machine;
  machine.downloads_hang = true;
  std::stop_source stop;
  auto first =
      std::async(std::launch::async, [&] { return machine.acquire("remote", stop.get_token()); });
  machine.wait_until("remote", "downloading");
  auto second = std::async(std::launch::async, [&] { return machine.acquire("remote"); });
  std::this_thread::sleep_for(20ms);
  stop.request_stop();
  EXPECT_EQ(first.get().error().code, ErrorCode::cancelled);
  machine.downloads_hang = false;
  EXPECT_TRUE(second.get());
  EXPECT_EQ(machine.story_of("remote"), "queued downloading queued loading ready");
}

TEST(RegistryWaiting, TheLastWhoLeavesEndsTheLoadAndTheNextBeginsAnew) {
  TestMachine machine;
  machine.downloads_hang = true;
  std::stop_source stop;
  auto first =
      std::async(std::launch::async, [&] { return machine.acquire("remote", stop.get_token()); });
  machine.wait_until("remote", "downloading");
  stop.request_stop();
  EXPECT_EQ(first.get().error().code, ErrorCode::cancelled);
  machine.wait_until("remote", "absent");
  machine.downloads_hang = false;
  EXPECT_TRUE(machine.acquire("remote"));
}

TEST(RegistryWaiting, ADeadlineEndsTheWaitingAndNotTheLoad) {
  TestMachine machine;
  machine.downloads_hang = true;
  const auto lease = machine.registry.acquire(
      key_named("remote"), {.deadline = std::chrono::steady_clock::now() + 20ms});
  ASSERT_FALSE(lease);
  EXPECT_EQ(lease.error().code, ErrorCode::timeout);
  EXPECT_EQ(lease.error().details.at("bytes_total"), json::Value(2));
  machine.downloads_hang = false;
  machine.wait_until("remote", "ready");
  EXPECT_EQ(machine.loads, 1);
}

TEST(RegistryWaiting, HearsOfEveryStage) {
  TestMachine machine;
  std::string stages;
  const auto lease =
      machine.registry.acquire(key_named("remote"), {.on_stage = [&](const Stage& stage) {
                                 const std::string name(name_of(stage.state));
                                 if (!stages.ends_with(name)) stages += name + " ";
                               }});
  EXPECT_TRUE(lease);
  EXPECT_NE(stages.find("queued"), std::string::npos) << stages;
  stages.clear();
  EXPECT_TRUE(machine.registry.acquire(key_named("remote"),
                                       {.on_stage = [&](const Stage&) { stages += "!"; }}));
  EXPECT_EQ(stages, "");
}

TEST(RegistryWaiting, ALoadThatNobodyWaitsForIsGivenUpByUnload) {
  TestMachine machine;
  machine.downloads_hang = true;
  EXPECT_TRUE(machine.registry.load(key_named("remote"), {}));
  machine.wait_until("remote", "downloading");
  EXPECT_TRUE(machine.registry.unload("remote", "fill-mask"));
  EXPECT_EQ(machine.state_of("remote"), "absent");
}

// Pinned models leave 10 bytes, and 16 show when it is open: what it holds goes back before it asks for all that it needs, so that
// no load holds memory while it waits.
TEST(RegistryWaiting, ALoadThatTakesMoreThanPlannedGivesItBackBeforeItWaits) {
  TestMachine machine;
  for (const auto* id : {"a", "b"}) {
    EXPECT_TRUE(machine.use(id));
    EXPECT_TRUE(machine.registry.pin(id, "fill-mask", true));
  }
  EXPECT_EQ(machine.acquire("grows").error().code, ErrorCode::insufficient_memory);
  EXPECT_EQ(machine.story_of("grows"), "queued loading queued failed");
  EXPECT_EQ(machine.registry.status().at("memory").at("used_bytes"), json::Value(20));
  EXPECT_TRUE(machine.registry.pin("a", "fill-mask", false));
  EXPECT_TRUE(machine.acquire("grows")) << "in the place of what is pinned no more";
  EXPECT_EQ(machine.loaded(), "b grows ");
}

}  // namespace
}  // namespace hfi::serving
