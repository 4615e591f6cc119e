#include "app/shown.h"

#include <gtest/gtest.h>

namespace hfi::app {
namespace {

TEST(Shown, BytesHaveTheUnitThatFits) {
  EXPECT_EQ(shown_bytes(0), "0 B");
  EXPECT_EQ(shown_bytes(999), "999 B");
  EXPECT_EQ(shown_bytes(1500), "1.5 kB");
  EXPECT_EQ(shown_bytes(999'600), "1.0 MB");
  EXPECT_EQ(shown_bytes(12'345'678), "12 MB");
  EXPECT_EQ(shown_bytes(2'000'000'000'000), "2.0 TB");
}

TEST(Shown, TimesHaveTwoUnitsAtMost) {
  EXPECT_EQ(shown_time(std::chrono::seconds(7)), "7 s");
  EXPECT_EQ(shown_time(std::chrono::seconds(200)), "3 min 20 s");
  EXPECT_EQ(shown_time(std::chrono::seconds(7500)), "2 h 5 min");
}

}  // namespace
}  // namespace hfi::app
