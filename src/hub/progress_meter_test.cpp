#include "hub/progress_meter.h"

#include <gtest/gtest.h>

namespace hfi::hub {
namespace {

using namespace std::chrono_literals;

TEST(ProgressMeter, MeasuresOverTheLastSeconds) {
  const ProgressMeter::Instant start{};
  ProgressMeter meter;
  EXPECT_EQ(meter.bytes_per_second(), 0U);
  meter.add(start, 500);
  meter.add(start + 500ms, 600);
  EXPECT_FALSE(meter.left(100));
  for (int second = 1; second <= 30; ++second)
    meter.add(start + std::chrono::seconds(second),
              static_cast<std::uint64_t>(second) * (second < 20 ? 100 : 1000));
  EXPECT_EQ(meter.bytes_per_second(), 1000U);
  EXPECT_EQ(meter.left(2500), 3s);
  EXPECT_EQ(meter.left(0), 0s);
}

TEST(ProgressMeter, BeginsAnewWhenBytesAreTakenBack) {
  const ProgressMeter::Instant start{};
  ProgressMeter meter;
  meter.add(start, 1000);
  meter.add(start + 2s, 0);
  meter.add(start + 4s, 200);
  EXPECT_EQ(meter.bytes_per_second(), 100U);
}

}  // namespace
}  // namespace hfi::hub
