#include "serving/batcher.h"

#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <thread>

namespace hfi::serving {
namespace {

using models::Items;

Items items_of(std::vector<float> values) {
  Items items;
  for (const float value : values)
    items.push_back({{"x", Tensor::of<float>({1}, std::vector{value})}});
  return items;
}

float value_of(const Tensors& item) { return item.at("x").values<float>()[0]; }

// A network that doubles, and can be held up.
struct Network {
  std::mutex gate;
  std::vector<std::size_t> sizes{};  // of the runs
  float poison = -1;                 // an item that fails the run it is in

  models::Forward forward() {
    return [this](const Items& items, const std::stop_token& stop) -> Result<Items> {
      const std::lock_guard lock(gate);
      sizes.push_back(items.size());
      if (stop.stop_requested()) return fail(ErrorCode::cancelled, "stopped");
      Items answers;
      for (const auto& item : items) {
        if (value_of(item) == poison) return fail(ErrorCode::inference_failed, "poisoned");
        answers.push_back(items_of({value_of(item) * 2}).front());
      }
      return answers;
    };
  }
};

TEST(Batcher, RunsWhatWaitsTogetherAndGivesEachItsOwn) {
  Network network;
  const auto forward = batched(network.forward());
  std::vector<std::future<Result<Items>>> answers;
  {
    const std::lock_guard closed(network.gate);
    for (int i = 0; i < 9; ++i) {
      answers.push_back(std::async(std::launch::async, [&forward, i] {
        return forward(items_of({static_cast<float>(i), static_cast<float>(i) + 100}), {});
      }));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  for (int i = 0; i < 9; ++i) {
    const auto answer = answers[static_cast<std::size_t>(i)].get();
    ASSERT_TRUE(answer);
    EXPECT_EQ(value_of(answer->at(0)), static_cast<float>(2 * i));
    EXPECT_EQ(value_of(answer->at(1)), static_cast<float>(2 * (i + 100)));
  }
  EXPECT_LT(network.sizes.size(), 9U);
}

TEST(Batcher, ABadNeighbourHarmsNobodyElse) {
  Network network;
  network.poison = 7;
  const auto forward = batched(network.forward());
  std::vector<std::future<Result<Items>>> answers;
  {
    const std::lock_guard closed(network.gate);
    for (const float value : {1.0F, 7.0F, 3.0F})
      answers.push_back(std::async(std::launch::async,
                                   [&forward, value] { return forward(items_of({value}), {}); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(value_of(answers[0].get()->front()), 2);
  EXPECT_EQ(answers[1].get().error().code, ErrorCode::inference_failed);
  EXPECT_EQ(value_of(answers[2].get()->front()), 6);
}

TEST(Batcher, DropsARequestThatIsCancelledWhileItWaits) {
  Network network;
  const auto forward = batched(network.forward());
  std::stop_source stop;
  std::future<Result<Items>> first;
  std::future<Result<Items>> second;
  {
    const std::lock_guard closed(network.gate);
    first = std::async(std::launch::async, [&] { return forward(items_of({1}), {}); });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    second =
        std::async(std::launch::async, [&] { return forward(items_of({2}), stop.get_token()); });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    stop.request_stop();
    EXPECT_EQ(second.get().error().code, ErrorCode::cancelled);
  }
  EXPECT_TRUE(first.get());
  EXPECT_EQ(network.sizes, std::vector<std::size_t>{1});
}

}  // namespace
}  // namespace hfi::serving
