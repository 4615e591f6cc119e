#include "tasks/audio/automatic_speech_recognition/windows.h"

#include <gtest/gtest.h>

namespace hfi::tasks {
namespace {

using Windows = std::vector<Window>;

TEST(RecognitionWindows, OverlapByASixthWhereNothingElseIsSaid) {
  const auto all = windows(100, {.sample_rate = 10}, {{"chunk_length_s", 6}});
  ASSERT_TRUE(all);
  EXPECT_EQ(*all, (Windows{{0, 60, 0, 10}, {40, 60, 10, 0}}));
}

TEST(RecognitionWindows, BeginAndEndBetweenTheStepsOfTheModel) {
  // 2.5 steps are rounded to the even 2, as Python does
  const auto all = windows(45, {.sample_rate = 10, .samples_per_step = 4},
                           {{"chunk_length_s", 2.0}, {"stride_length_s", {1.0, 0.0}}});
  ASSERT_TRUE(all);
  EXPECT_EQ(*all, (Windows{{0, 20, 0, 0}, {12, 20, 8, 0}, {24, 20, 8, 0}, {36, 9, 8, 0}}));
}

TEST(RecognitionWindows, AreRefusedWhereTheyLeaveNothingOfTheirOwn) {
  const Rhythm rhythm{.sample_rate = 10};
  EXPECT_TRUE(windows(100, rhythm, {{"chunk_length_s", 0}})->empty());
  EXPECT_FALSE(windows(100, rhythm, {{"chunk_length_s", 0}, {"stride_length_s", 1}}));
  EXPECT_FALSE(windows(100, rhythm, {{"chunk_length_s", 2}, {"stride_length_s", 1}}));
  EXPECT_FALSE(windows(100, rhythm, {{"chunk_length_s", 1e300}}));
  EXPECT_FALSE(windows(100, rhythm, {{"chunk_length_s", 1e-9}}));
}

}  // namespace
}  // namespace hfi::tasks
