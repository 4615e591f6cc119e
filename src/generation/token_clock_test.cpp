#include "generation/token_clock.h"

#include <gtest/gtest.h>

namespace hfi::generation {
namespace {

using namespace std::chrono_literals;

TEST(TokenClock, TellsTheRateOfWhatCameAfterTheFirst) {
  TokenClock clock;
  EXPECT_FALSE(clock.first());
  const TokenClock::Time start{};
  clock.chosen(0, start + 5s);  // a round that was spent on the prompt
  clock.chosen(1, start + 10s);
  for (int i = 1; i <= 4; ++i) clock.chosen(1, start + 10s + i * 500ms);
  EXPECT_EQ(clock.first(), start + 10s);
  EXPECT_DOUBLE_EQ(clock.tokens_per_second().value(), 2.0);
}

TEST(TokenClock, HasNoRateForWhatWasChosenAtOnce) {
  TokenClock clock;
  clock.chosen(20, TokenClock::Time{} + 1s);
  EXPECT_TRUE(clock.first());
  EXPECT_FALSE(clock.tokens_per_second());
}

}  // namespace
}  // namespace hfi::generation
