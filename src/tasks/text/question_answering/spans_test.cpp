#include "tasks/text/question_answering/spans.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hfi::tasks {
namespace {

// Token 0 is the class token, token 1 belongs to the question, 2 to 5 to the context.
const std::vector<bool> allowed = {true, false, true, true, true, true};
const std::vector<float> starts = {0, 9, 1, 3, 0, 0};
const std::vector<float> ends = {0, 9, 4, 0, 2, 3};

TEST(BestSpans, EndWhereTheyBeginOrLaterAndStayInTheContext) {
  const auto spans = best_spans(starts, ends, allowed, 100, 15);
  ASSERT_EQ(spans.best.size(), 10U);  // of four tokens
  EXPECT_EQ(spans.best[0].start, 3U);
  EXPECT_EQ(spans.best[0].end, 5U);
  for (const auto& span : spans.best) {
    EXPECT_LE(span.start, span.end);
    EXPECT_GE(span.start, 2U);
  }
}

TEST(BestSpans, AreProductsOfProbabilitiesOverAllowedTokens) {
  const auto spans = best_spans(starts, ends, allowed, 1, 15);
  const double all_starts = 1 + std::exp(1) + std::exp(3) + 1 + 1;
  const double all_ends = 1 + std::exp(4) + 1 + std::exp(2) + std::exp(3);
  ASSERT_EQ(spans.best.size(), 1U);
  EXPECT_NEAR(spans.best[0].score, std::exp(3) / all_starts * std::exp(3) / all_ends, 1e-6);
  EXPECT_NEAR(spans.impossible, 1 / all_starts / all_ends, 1e-6);
}

TEST(BestSpans, AreNoLongerThanAsked) {
  for (const auto& span : best_spans(starts, ends, allowed, 100, 2).best)
    EXPECT_LE(span.end - span.start + 1, 2U);
}

TEST(BestSpans, OfEqualScoreComeInTheOrderOfTheText) {
  const std::vector<float> same(6, 1.0F);
  const auto spans = best_spans(same, same, allowed, 3, 15);
  EXPECT_EQ(spans.best[0].start, 2U);
  EXPECT_EQ(spans.best[1].end, 3U);
}

}  // namespace
}  // namespace hfi::tasks
