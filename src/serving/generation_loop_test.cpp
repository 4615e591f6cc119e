#include "serving/generation_loop.h"

#include <gtest/gtest.h>

#include <future>

#include "serving/test_decoder.h"

namespace hfi::serving {
namespace {

TEST(GenerationLoop, GivesTheTokensOfOneRequest) {
  const auto generate = generating(std::make_shared<Circle>(), std::make_shared<Counters>());
  Tokens told;
  const auto answer =
      generate(request_of({5}, 4), [&](TokenId token) { told.push_back(token); }, {});
  EXPECT_EQ(answer->tokens, (Tokens{6, 7, 0, 1}));
  EXPECT_EQ(told, answer->tokens);
  EXPECT_EQ(answer->finish_reason, FinishReason::length);
}

// The listener sleeps until all is done; the clock does not.
TEST(GenerationLoop, TellsWhenTokensWereChosenAndNotWhenTheyWereHeard) {
  const auto counters = std::make_shared<Counters>();
  const auto generate = generating(std::make_shared<Circle>(), counters);
  auto request = request_of({5}, 4);
  const auto clock = request.clock = std::make_shared<TokenClock>();
  std::optional<TokenClock::Time> woke{};
  const auto answer = generate(std::move(request),
                               [&](TokenId) {
                                 while (counters->tokens < 4) std::this_thread::yield();
                                 if (!woke) woke = std::chrono::steady_clock::now();
                               },
                               {});
  ASSERT_TRUE(answer);
  const std::chrono::duration<double> slept = *woke - clock->first().value();
  EXPECT_GT(slept.count(), 0);
  // three more tokens before it woke
  EXPECT_GE(clock->tokens_per_second().value(), 3 / slept.count());
}

TEST(GenerationLoop, StepsTogetherAndGivesEachItsOwn) {
  const auto circle = std::make_shared<Circle>();
  const auto generate = generating(circle, std::make_shared<Counters>());
  std::vector<std::future<Result<Generated>>> answers;
  {
    const std::lock_guard closed(circle->gate);
    for (TokenId i = 0; i < 8; ++i)
      answers.push_back(std::async(std::launch::async, [&generate, i] {
        return generate(request_of({i}, 12), ignore, {});
      }));
  }
  for (std::size_t i = 0; i < 8; ++i) {
    const auto answer = answers[i].get();
    ASSERT_TRUE(answer);
    for (std::size_t n = 0; n < 12; ++n)
      EXPECT_EQ(answer->tokens[n], static_cast<TokenId>((i + 1 + n) % vocabulary));
  }
  EXPECT_GT(std::ranges::max(circle->batches), 1U);
  EXPECT_TRUE(circle->inside.empty());
}

TEST(GenerationLoop, StopsWithinOneStep) {
  const auto circle = std::make_shared<Circle>();
  const auto counters = std::make_shared<Counters>();
  const auto generate = generating(circle, counters);
  std::stop_source stop;
  std::size_t steps_at_stop = 0;
  std::size_t told = 0;
  const auto answer = generate(
      request_of({1}, 1'000'000),
      [&](TokenId) {
        if (++told != 3) return;
        const std::lock_guard lock(circle->gate);  // no step while this is asked
        steps_at_stop = circle->batches.size();
        stop.request_stop();
      },
      stop.get_token());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::cancelled);
  EXPECT_LE(circle->batches.size(), steps_at_stop + 1);
  EXPECT_TRUE(circle->inside.empty());
  EXPECT_EQ(counters->requests, 1U);
  EXPECT_EQ(counters->cancelled, 1U);
  EXPECT_EQ(counters->rounds, 1 + circle->batches.size());
  EXPECT_LE(counters->rounds_after_cancel, 1U);
}

TEST(GenerationLoop, AFailureEndsNobodyElsesAnswer) {
  const auto circle = std::make_shared<Circle>();
  const auto counters = std::make_shared<Counters>();
  const auto generate = generating(circle, counters);
  std::stop_source stop;
  std::atomic<std::size_t> told = 0;
  auto good = std::async(std::launch::async, [&] {
    return generate(
        request_of({1}, 1'000'000),
        [&](TokenId token) { EXPECT_EQ(token, static_cast<TokenId>((2 + told++) % vocabulary)); },
        stop.get_token());
  });
  while (counters->requests < 1) std::this_thread::yield();
  auto bad = std::async(std::launch::async,
                        [&] { return generate(request_of({5}, 1'000'000), ignore, {}); });
  while (!circle->poisoned) {
    const std::lock_guard closed(circle->gate);
    if (!circle->batches.empty() && circle->batches.back() == 2) circle->poisoned = 1;
  }
  EXPECT_EQ(bad.get().error().message, "poison");
  const std::size_t before = told;
  while (told < before + 3) std::this_thread::yield();
  stop.request_stop();
  EXPECT_EQ(good.get().error().code, ErrorCode::cancelled);
  EXPECT_EQ(counters->cancelled, 1U);
  EXPECT_TRUE(circle->inside.empty());
}

TEST(GenerationLoop, ReadsALongPromptBetweenTheStepsOfOthers) {
  const auto circle = std::make_shared<Circle>();
  const auto generate = generating(circle, std::make_shared<Counters>());
  std::future<Result<Generated>> late;
  std::stop_source stop;
  const auto first = generate(
      request_of({1}, 1'000'000),
      [&](TokenId) {
        if (!late.valid())
          late = std::async(std::launch::async, [&] {
            auto answer = generate(request_of(Tokens(1000, 3), 2), ignore, {});
            stop.request_stop();
            return answer;
          });
      },
      stop.get_token());
  EXPECT_EQ(late.get()->tokens, (Tokens{4, 5}));
  EXPECT_EQ(first.error().code, ErrorCode::cancelled);
  // the first prompt alone, then the long one in small parts, each after a step of the first
  ASSERT_GE(circle->chunks.size(), 17U);
  EXPECT_EQ(std::ranges::max(circle->chunks), 64U);
  EXPECT_GE(circle->batches.size(), 15U);
}

}  // namespace
}  // namespace hfi::serving
