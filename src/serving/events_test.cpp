#include "serving/events.h"

#include <gtest/gtest.h>

#include <thread>

namespace hfi::serving {
namespace {

std::string numbers(const std::optional<std::vector<Event>>& events) {
  if (!events) return "gone";
  std::string text;
  for (const auto& event : *events) text += std::to_string(event.sequence) + " ";
  return text;
}

TEST(Events, AreGivenFromAnyPointOn) {
  Events events;
  for (int i = 0; i < 3; ++i) events.publish({{"type", "x"}});
  EXPECT_EQ(numbers(events.after(0, {})), "1 2 3 ");
  EXPECT_EQ(numbers(events.after(2, {})), "3 ");
  EXPECT_EQ(events.last(), 3U);
}

TEST(Events, SayWhenSomeAreGone) {
  Events events(2);
  for (int i = 0; i < 5; ++i) events.publish({{"type", "x"}});
  EXPECT_EQ(numbers(events.after(2, {})), "gone");
  EXPECT_EQ(numbers(events.after(3, {})), "4 5 ");
  EXPECT_EQ(numbers(events.after(6, {})), "gone");  // of another life of the program
}

TEST(Events, ReachWhoeverWaits) {
  Events events;
  std::string seen;
  std::jthread listener([&] { seen = numbers(events.after(0, {})); });
  events.publish({{"type", "x"}});
  listener.join();
  EXPECT_EQ(seen, "1 ");
}

TEST(Events, WaitingEndsWithTheListener) {
  Events events;
  std::stop_source stop;
  std::jthread listener([&] { EXPECT_EQ(numbers(events.after(0, stop.get_token())), ""); });
  stop.request_stop();
}

TEST(Events, NoneIsLostBetweenManyWriters) {
  Events events(100'000);
  std::uint64_t seen = 0;
  std::jthread listener([&] {
    while (seen < 4000) {
      const auto news = events.after(seen, {});
      for (const auto& event : *news) EXPECT_EQ(event.sequence, ++seen);
    }
  });
  {
    std::vector<std::jthread> writers;
    for (int i = 0; i < 4; ++i)
      writers.emplace_back([&] {
        for (int k = 0; k < 1000; ++k) events.publish({{"type", "x"}});
      });
  }
  listener.join();
  EXPECT_EQ(seen, 4000U);
}

}  // namespace
}  // namespace hfi::serving
