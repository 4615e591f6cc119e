#include "serving/generation_loop.h"

#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <set>

#include "generation/make_search.h"

namespace hfi::serving {
namespace {

using namespace generation;

constexpr std::size_t vocabulary = 8;

// After token t comes t + 1, round and round; every step waits for the gate.
class Circle : public Decoder {
 public:
  std::mutex gate;
  std::vector<std::size_t> batches{};  // rows of each step
  std::vector<std::size_t> chunks{};   // tokens of each part of a prompt
  std::set<RequestId> inside{};

  Result<void> begin(RequestId request, DecoderInput input) override {
    inside.insert(request);
    prompts_[request] = std::move(input.tokens);
    return {};
  }
  Result<std::optional<Tensor>> prefill(RequestId request, std::size_t count,
                                        const std::stop_token&) override {
    const std::lock_guard lock(gate);
    auto& left = prompts_.at(request);
    chunks.push_back(std::min(count, left.size()));
    if (left.size() > count) {
      left.erase(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(count));
      return std::nullopt;
    }
    return logits_after({left.back()});
  }
  Result<Tensor> step(const std::vector<Reading>& readings, const std::stop_token&) override {
    const std::lock_guard lock(gate);
    Tokens tokens;
    for (const auto& reading : readings)
      tokens.insert(tokens.end(), reading.step.tokens.begin(), reading.step.tokens.end());
    batches.push_back(tokens.size());
    return logits_after(tokens);
  }
  void end(RequestId request) override { inside.erase(request); }

 private:
  static Tensor logits_after(const Tokens& tokens) {
    Tensor logits(DType::f32, {static_cast<std::int64_t>(tokens.size()), vocabulary});
    const auto values = logits.mutable_values<float>();
    std::ranges::fill(values, 0.0F);
    for (std::size_t row = 0; row < tokens.size(); ++row)
      values[row * vocabulary + (static_cast<std::size_t>(tokens[row]) + 1) % vocabulary] = 1.0F;
    return logits;
  }

  std::map<RequestId, Tokens> prompts_{};
};

GenerateRequest request_of(Tokens prompt, std::size_t new_tokens) {
  const auto config = read_generation_config({{"max_new_tokens", new_tokens}}).value();
  auto search = make_search(config, {.prompt = prompt, .vocabulary = vocabulary}).value();
  return {.input = {.tokens = std::move(prompt)}, .search = std::move(search)};
}

const OnToken ignore = [](TokenId) {};

TEST(GenerationLoop, GivesTheTokensOfOneRequest) {
  const auto generate = generating(std::make_shared<Circle>());
  Tokens told;
  const auto answer =
      generate(request_of({5}, 4), [&](TokenId token) { told.push_back(token); }, {});
  EXPECT_EQ(answer->tokens, (Tokens{6, 7, 0, 1}));
  EXPECT_EQ(told, answer->tokens);
  EXPECT_EQ(answer->finish_reason, FinishReason::length);
}

TEST(GenerationLoop, StepsTogetherAndGivesEachItsOwn) {
  const auto circle = std::make_shared<Circle>();
  const auto generate = generating(circle);
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
  const auto generate = generating(circle);
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
}

TEST(GenerationLoop, ReadsALongPromptBetweenTheStepsOfOthers) {
  const auto circle = std::make_shared<Circle>();
  const auto generate = generating(circle);
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
