#include "app/progress_bar.h"

#include <gtest/gtest.h>

namespace hfi::app {
namespace {

TEST(ProgressBar, ShowsBytesSpeedAndTime) {
  const hub::Progress half{.done = 1'000'000,
                           .total = 2'000'000,
                           .bytes_per_second = 500'000,
                           .left = std::chrono::seconds(2)};
  EXPECT_EQ(progress_line(half),
            "[############            ]  50 %  1.0 MB of 2.0 MB  500 kB/s  2 s left");
}

TEST(ProgressBar, IsFullAtTheEndAndEmptyBeforeAnythingIsKnown) {
  EXPECT_EQ(progress_line({.done = 5, .total = 5}), "[########################] 100 %  5 B of 5 B");
  EXPECT_EQ(progress_line({}), "[                        ]   0 %  0 B of 0 B");
}

}  // namespace
}  // namespace hfi::app
