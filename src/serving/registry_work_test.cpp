// The memory that requests take while a model generates for them, of a machine whose models take 10 bytes of 30.

#include <gtest/gtest.h>

#include <future>

#include "serving/test_decoder.h"
#include "serving/test_machine.h"

namespace hfi::serving {
namespace {

struct Writers : TestMachine {
  std::shared_ptr<Circle> circle = std::make_shared<Circle>();

  explicit Writers(std::uint64_t bytes) {
    circle->row_bytes = bytes;
    decoder = circle;
  }

  std::future<Result<Generated>> write(const std::string& id, const std::stop_token& stop = {}) {
    return std::async(std::launch::async, [this, id, stop]() -> Result<Generated> {
      const auto lease = acquire(id).value();
      return lease.model->generate(request_of({0}, 4), ignore, stop);
    });
  }
  [[nodiscard]] std::uint64_t used() const {
    return registry.status().at("memory").at("used_bytes").to_number<std::uint64_t>();
  }
  void wait_until_used(std::uint64_t bytes) const {
    while (used() != bytes) std::this_thread::yield();
  }
};

TEST(WorkingBytes, AreCountedWhileTheModelGenerates) {
  Writers machine(5);
  std::unique_lock closed(machine.circle->gate);
  auto answer = machine.write("a");
  machine.wait_until_used(15);
  const auto row = machine.registry.status().at("loaded").at(0);
  EXPECT_EQ(row.at("bytes").to_number<int>(), 10);
  EXPECT_EQ(row.at("working_bytes").to_number<int>(), 5);
  closed.unlock();
  EXPECT_EQ(answer.get()->tokens, (Tokens{1, 2, 3, 4}));
  EXPECT_EQ(machine.used(), 10U);
  EXPECT_EQ(
      machine.registry.status().at("loaded").at(0).at("generation").at("tokens").to_number<int>(),
      4);
}

TEST(WorkingBytes, ThatCannotFitAreRefused) {
  Writers machine(21);
  const auto answer = machine.write("a").get();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::insufficient_memory);
  EXPECT_EQ(answer.error().details.at("working_bytes").to_number<int>(), 21);
  EXPECT_EQ(answer.error().details.at("needed_bytes").to_number<int>(), 31);
  EXPECT_EQ(answer.error().details.at("budget_bytes").to_number<int>(), 30);
}

TEST(WorkingBytes, AreWaitedForWhileOthersHoldThem) {
  Writers machine(15);
  std::unique_lock closed(machine.circle->gate);
  auto first = machine.write("a");
  auto second = machine.write("a");
  machine.wait_until_used(25);
  closed.unlock();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(second.get());
  EXPECT_EQ(std::ranges::max(machine.circle->batches), 1U);
}

TEST(WorkingBytes, AreNotWaitedForByThoseWhoLeave) {
  Writers machine(15);
  std::unique_lock closed(machine.circle->gate);
  auto first = machine.write("a");
  machine.wait_until_used(25);
  std::stop_source stop;
  auto second = machine.write("a", stop.get_token());
  stop.request_stop();
  EXPECT_EQ(second.get().error().code, ErrorCode::cancelled);
  closed.unlock();
  EXPECT_TRUE(first.get());
}

TEST(WorkingBytes, MakeIdleModelsGo) {
  Writers machine(15);
  ASSERT_TRUE(machine.use("idle"));
  EXPECT_TRUE(machine.write("a").get());
  EXPECT_EQ(machine.loaded(), "a ");
}

// Each holds the memory that the other needs: one is refused, then the other goes on.
TEST(WorkingBytes, NobodyWaitsForWhoWaits) {
  Writers machine(15);
  auto a = machine.acquire("a").value();
  auto b = machine.acquire("b").value();
  const auto write = [](Lease lease) {
    return std::async(std::launch::async, [lease = std::move(lease)]() mutable {
      auto answer = lease.model->generate(request_of({0}, 4), ignore, {});
      lease.model.reset();
      return answer;
    });
  };
  auto first = write(std::move(a));
  auto second = write(std::move(b));
  const auto one = first.get();
  const auto other = second.get();
  EXPECT_NE(one.has_value(), other.has_value());
  EXPECT_EQ((one ? other : one).error().code, ErrorCode::insufficient_memory);
}

}  // namespace
}  // namespace hfi::serving
