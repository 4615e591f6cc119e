// Twelve models, memory for three, and everybody does everything at once. HFI_STORM_SECONDS makes it longer.

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>

#include "serving/test_machine.h"

namespace hfi::serving {
namespace {

constexpr int models = 12;
constexpr int actors = 8;
constexpr std::uint64_t budget = 30;

std::chrono::milliseconds duration() {
  const auto* seconds = std::getenv("HFI_STORM_SECONDS");
  return seconds == nullptr ? std::chrono::milliseconds(500)
                            : std::chrono::seconds(std::atoi(seconds));
}

class Storm {
 public:
  void run() {
    const auto end = std::chrono::steady_clock::now() + duration();
    {
      std::jthread watcher([&](const std::stop_token& stop) { watch(stop); });
      std::vector<std::jthread> threads;
      for (int i = 0; i < actors; ++i) threads.emplace_back([&, i] { act(i, end); });
    }
    EXPECT_GT(served_, 0);
    EXPECT_EQ(refused_, 0) << "requests that could have been served";
    EXPECT_GT(seen_, 0U);
  }

 private:
  void act(int seed, std::chrono::steady_clock::time_point end) {
    std::minstd_rand random(static_cast<unsigned>(seed) + 1);
    while (std::chrono::steady_clock::now() < end) {
      const auto number = random() % models;
      const auto id = (number % 2 == 0 ? "remote" : "local") + std::to_string(number);
      switch (random() % 6) {
        case 0:
          leave_early(id, random() % 200);
          break;
        case 1:
          (void)machine_.registry.while_absent(id, [] { return Result<void>(); });
          break;
        case 2:
          (void)machine_.registry.load(key_named(id), {.keep_alive = std::chrono::seconds(1)});
          break;
        case 3:
          ++machine_.now_s;
          machine_.registry.expire();
          break;
        default:
          ask(id);
      }
    }
  }

  void ask(const std::string& id) {
    const auto lease = machine_.acquire(id);
    if (!lease) {
      ADD_FAILURE() << lease.error().message;
      ++refused_;
      return;
    }
    EXPECT_EQ(lease->model->repository.id, id);
    ++served_;
  }

  void leave_early(const std::string& id, unsigned long microseconds) {
    std::stop_source stop;
    std::jthread leaver([&] {
      std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
      stop.request_stop();
    });
    const auto lease = machine_.acquire(id, stop.get_token());
    if (!lease) {
      EXPECT_EQ(lease.error().code, ErrorCode::cancelled);
    }
  }

  // Every event in its order, every change allowed, and never more memory than there is.
  void watch(const std::stop_token& stop) {
    std::map<std::string, std::string> states;
    while (true) {
      const auto status = machine_.registry.status();
      EXPECT_LE(status.at("memory").at("used_bytes").to_number<std::uint64_t>(), budget);
      const auto events = machine_.events.after(seen_, stop);
      ASSERT_TRUE(events) << "events were lost";
      if (events->empty()) return;
      for (const auto& event : *events) {
        EXPECT_EQ(event.sequence, ++seen_);
        check(states[std::string(event.data.at("model_id").as_string())],
              std::string(event.data.at("state").as_string()));
      }
    }
  }

  static void check(std::string& before, const std::string& after) {
    const bool is_new = before.empty() || before == "gone" || before == "failed";
    EXPECT_TRUE(!is_new || after == "queued") << before << " → " << after;
    if (after == "ready") {
      EXPECT_TRUE(before == "loading" || before == "ready") << before;
    }
    if (after == "gone") {
      EXPECT_EQ(before, "evicting");
    }
    before = after;
  }

  TestMachine machine_;
  std::atomic<int> served_ = 0;
  std::atomic<int> refused_ = 0;
  std::uint64_t seen_ = 0;
};

TEST(RegistryStorm, ServesWhoStaysNeverExceedsTheBudgetAndLosesNoEvent) { Storm().run(); }

}  // namespace
}  // namespace hfi::serving
