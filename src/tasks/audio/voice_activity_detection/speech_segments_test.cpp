#include "tasks/audio/voice_activity_detection/speech_segments.h"

#include <gtest/gtest.h>

namespace hfi::tasks {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

constexpr SpeechOptions options{
    .threshold = 0.5, .window = 10, .min_speech = 15, .min_silence = 20};

Pairs segments(const std::vector<float>& probabilities, std::size_t samples) {
  Pairs pairs;
  for (const auto& one : speech_segments(probabilities, samples, options))
    pairs.emplace_back(one.start, one.end);
  return pairs;
}

TEST(SpeechSegments, BeginAtTheThresholdAndEndAfterASilence) {
  EXPECT_EQ(segments({0.1F, 0.5F, 0.9F, 0.9F, 0.1F, 0.1F, 0.1F, 0.1F}, 80), (Pairs{{10, 40}}));
}

TEST(SpeechSegments, GoOnOverAShortPauseAndOverOneThatIsNotClear) {
  EXPECT_EQ(segments({0.9F, 0.9F, 0.1F, 0.1F, 0.9F, 0.9F}, 60), (Pairs{{0, 60}}));
  EXPECT_EQ(segments({0.9F, 0.9F, 0.4F, 0.4F, 0.4F, 0.4F}, 60), (Pairs{{0, 60}}));
}

TEST(SpeechSegments, AreDroppedWhenTheyAreShort) {
  EXPECT_EQ(segments({0.9F, 0.1F, 0.1F, 0.1F, 0.1F}, 50), Pairs{});
  EXPECT_EQ(segments({}, 0), Pairs{});
}

TEST(SpeechSegments, EndWithTheRecording) {
  EXPECT_EQ(segments({0.1F, 0.9F, 0.9F, 0.9F}, 37), (Pairs{{10, 37}}));
}

}  // namespace
}  // namespace hfi::tasks
