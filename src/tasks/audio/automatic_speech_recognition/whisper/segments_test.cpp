#include "tasks/audio/automatic_speech_recognition/whisper/segments.h"

#include <gtest/gtest.h>

namespace hfi::tasks::whisper {
namespace {

constexpr TokenId begin = 100;  // times are 100 and more

Segments cut(const Tokens& tokens) { return segments_of(tokens, begin, 3000, 2); }
using Parts = std::vector<Segment>;

TEST(WhisperSegments, WithoutPairsOfTimesAreOne) {
  EXPECT_EQ(cut({}).parts, (Parts{{0, 0}}));
  EXPECT_EQ(cut({1, 2}).parts, (Parts{{0, 2}}));
  EXPECT_EQ(cut({100, 1, 2, 120}).parts, (Parts{{0, 4}}));
  EXPECT_EQ(cut({100, 1, 2, 120}).frames, 3000U);
}

TEST(WhisperSegments, EndBetweenTwoTimesAndAtASingleOne) {
  const auto segments = cut({100, 1, 120, 120, 2, 150});
  EXPECT_EQ(segments.parts, (Parts{{0, 3}, {3, 6}}));
  EXPECT_EQ(segments.frames, 3000U);
}

TEST(WhisperSegments, WhatIsNotFinishedIsHeardAgainFromTheLastTimeOn) {
  const auto segments = cut({100, 1, 120, 121, 2, 3});
  EXPECT_EQ(segments.parts, (Parts{{0, 4}}));
  EXPECT_EQ(segments.frames, 40U);
}

TEST(WhisperSegments, AlwaysLeadOn) { EXPECT_EQ(cut({100, 100, 1}).frames, 3000U); }

}  // namespace
}  // namespace hfi::tasks::whisper
