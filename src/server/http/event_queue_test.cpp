#include "server/http/event_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace hfi::server {
namespace {

class EventQueues : public testing::Test {
 protected:
  std::stop_source gone_;
  std::atomic<int> notified_ = 0;
  EventQueue queue_{
      {.id = "me", .capacity = 100, .gone = gone_.get_token(), .notify = [this] { ++notified_; }}};
};

TEST_F(EventQueues, WriteWhatAnEventStreamIsMadeOf) {
  EXPECT_TRUE(queue_.send({{"type", "token"}, {"text", "a\nb"}}));
  EXPECT_EQ(queue_.take(),
            "event: token\nid: me\ndata: {\"type\":\"token\",\"text\":\"a\\nb\"}\n\n");
  EXPECT_EQ(queue_.take(), "");
  EXPECT_EQ(notified_, 1);
  EXPECT_EQ(queue_.count(), 1U);
}

TEST_F(EventQueues, TakeTheIdOfTheEventWhereItHasOne) {
  EXPECT_TRUE(queue_.write("model", "7", {}));
  EXPECT_EQ(queue_.take(), "event: model\nid: 7\ndata: {}\n\n");
}

TEST_F(EventQueues, HoldTheProducerUntilThereIsRoom) {
  std::jthread producer([&] {
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(queue_.send({{"type", "token"}, {"i", i}}));
  });
  std::string all;
  while (all.find("\"i\":9") == std::string::npos) {
    const auto some = queue_.take();
    EXPECT_LE(some.size(), 100U);
    all += some;
  }
  producer.join();
  for (int i = 1; i < 10; ++i)
    EXPECT_LT(all.find("\"i\":" + std::to_string(i - 1)), all.find("\"i\":" + std::to_string(i)));
}

TEST_F(EventQueues, AcceptOneEventLargerThanAllTheRoom) {
  EXPECT_TRUE(queue_.send({{"type", "audio"}, {"audio_base64", std::string(1000, 'A')}}));
  EXPECT_GT(queue_.take().size(), 1000U);
}

TEST_F(EventQueues, FreeAWaitingProducerWhenTheClientHasGone) {
  EXPECT_TRUE(queue_.send({{"type", std::string(90, 'x')}}));
  std::atomic<bool> accepted = true;
  std::jthread producer([&] { accepted = queue_.send({{"type", "next"}}); });
  gone_.request_stop();
  producer.join();
  EXPECT_FALSE(accepted);
  EXPECT_FALSE(queue_.send({{"type", "later"}}));
  EXPECT_TRUE(queue_.gone().stop_requested());
  EXPECT_EQ(queue_.count(), 1U);
}

}  // namespace
}  // namespace hfi::server
