// How models leave: after a while, when they are unloaded, and for the time of a work on their files.

#include <gtest/gtest.h>

#include <future>

#include "serving/test_machine.h"

namespace hfi::serving {
namespace {

using namespace std::chrono_literals;

TEST(RegistryLeaving, GivesBackWhatHasBeenIdleForLongerThanItMay) {
  TestMachine machine(60s);
  EXPECT_TRUE(machine.registry.load(key_named("short"), {.keep_alive = 10s}));
  machine.wait_until("short", "ready");
  EXPECT_TRUE(machine.use("usual"));
  machine.now_s = 30;
  machine.registry.expire();
  EXPECT_EQ(machine.loaded(), "usual ");
  machine.now_s = 90;
  machine.registry.expire();
  EXPECT_EQ(machine.loaded(), "");
}

TEST(RegistryLeaving, UnloadsExactlyWhatIsNamed) {
  TestMachine machine;
  EXPECT_TRUE(machine.use("a"));
  EXPECT_EQ(machine.registry.unload("a", "translation").error().code, ErrorCode::model_not_loaded);
  {
    const auto lease = machine.acquire("a");
    EXPECT_EQ(machine.registry.unload("a", "fill-mask").error().code, ErrorCode::model_busy);
  }
  EXPECT_TRUE(machine.registry.unload("a", "fill-mask"));
  EXPECT_EQ(machine.registry.unload("a", "fill-mask").error().code, ErrorCode::model_not_loaded);
}

// A work that takes as long as it is told to.
struct Work {
  std::promise<void> begun{}, may_end{};
  Result<void> operator()() {
    begun.set_value();
    may_end.get_future().wait();
    return {};
  }
};

TEST(RegistryLeaving, WhoAsksWhileAModelMustBeAbsentGetsItAfterwards) {
  TestMachine machine;
  EXPECT_TRUE(machine.use("a"));
  Work work;
  auto absence = std::async(std::launch::async, [&] {
    return machine.registry.while_absent("a", [&] { return work(); });
  });
  work.begun.get_future().wait();
  EXPECT_EQ(machine.state_of("a"), "absent");
  auto asked = std::async(std::launch::async, [&] { return machine.acquire("a"); });
  auto second = std::async(std::launch::async, [&] {
    return machine.registry.while_absent("a", [] { return fail(ErrorCode::disk_failed, "full"); });
  });
  EXPECT_EQ(asked.wait_for(30ms), std::future_status::timeout);
  EXPECT_EQ(second.wait_for(0ms), std::future_status::timeout);
  EXPECT_TRUE(machine.use("b")) << "the others are served";
  EXPECT_EQ(machine.loads, 2);
  work.may_end.set_value();
  EXPECT_TRUE(absence.get());
  EXPECT_TRUE(asked.get());
  const auto failed = second.get();
  ASSERT_FALSE(failed);
  EXPECT_TRUE(failed.error().code == ErrorCode::disk_failed ||
              failed.error().code == ErrorCode::model_busy);
  EXPECT_TRUE(machine.use("a"));
}

TEST(RegistryLeaving, WhatIsInUseIsNotMadeAbsent) {
  TestMachine machine;
  const auto lease = machine.acquire("a");
  bool done = false;
  const auto outcome = machine.registry.while_absent("a", [&] {
    done = true;
    return Result<void>();
  });
  EXPECT_EQ(outcome.error().code, ErrorCode::model_busy);
  EXPECT_FALSE(done);
  EXPECT_TRUE(machine.acquire("a"));
}

TEST(RegistryLeaving, ADeadlineEndsTheWaitingForAModelThatMustBeAbsent) {
  TestMachine machine;
  const auto outcome = machine.registry.while_absent("a", [&]() -> Result<void> {
    const auto lease = machine.registry.acquire(
        key_named("a"), {.deadline = std::chrono::steady_clock::now() + 10ms});
    EXPECT_EQ(lease.error().code, ErrorCode::timeout);
    return {};
  });
  EXPECT_TRUE(outcome);
}

}  // namespace
}  // namespace hfi::serving
