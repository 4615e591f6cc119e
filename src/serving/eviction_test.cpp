#include "serving/eviction.h"

#include <gtest/gtest.h>

namespace hfi::serving {
namespace {

using namespace std::chrono_literals;
using Keys = std::vector<std::string>;

TEST(Eviction, TakesWhatHasBeenIdleForLongest) {
  const std::vector<Resident> resident = {
      {"new", 10, 1s, 100ms}, {"old", 10, 60s, 100ms}, {"middle", 10, 20s, 100ms}};
  EXPECT_EQ(to_evict(resident, 5), Keys{"old"});
  EXPECT_EQ(to_evict(resident, 15), (Keys{"old", "middle"}));
  EXPECT_EQ(to_evict(resident, 0), Keys{});
}

TEST(Eviction, WeighsBytesAndTheCostOfLoadingAgain) {
  EXPECT_EQ(to_evict({{"large", 1000, 10s, 100ms}, {"small", 10, 10s, 100ms}}, 10), Keys{"large"});
  EXPECT_EQ(to_evict({{"costly", 10, 60s, 90s}, {"cheap", 10, 30s, 100ms}}, 10), Keys{"cheap"});
}

TEST(Eviction, NeverTakesWhatIsKept) {
  const std::vector<Resident> resident = {{.key = "kept", .bytes = 10, .idle = 60s, .kept = true},
                                          {.key = "idle", .bytes = 10, .idle = 1s}};
  EXPECT_EQ(to_evict(resident, 10), Keys{"idle"});
  EXPECT_EQ(to_evict(resident, 11), std::nullopt);
}

TEST(Eviction, SparesWhatIsNotNeededInTheEnd) {
  const std::vector<Resident> resident = {
      {"tiny", 1, 600s, 1ms}, {"large", 100, 10s, 100ms}, {"other", 100, 1s, 100ms}};
  EXPECT_EQ(to_evict(resident, 100), Keys{"large"});
}

}  // namespace
}  // namespace hfi::serving
