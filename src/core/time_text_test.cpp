#include "core/time_text.h"

#include <gtest/gtest.h>

namespace hfi {
namespace {

TEST(TimeText, IsIso8601InUtc) {
  EXPECT_EQ(iso_8601(std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000))),
            "2023-11-14T22:13:20Z");
}

}  // namespace
}  // namespace hfi
