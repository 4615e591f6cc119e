#include "serving/eviction.h"

#include <gtest/gtest.h>

namespace hfi::serving {
namespace {

using namespace std::chrono_literals;

std::vector<Resident> residents() {
  const std::chrono::steady_clock::time_point start{};
  return {
      {"new", 10, start + 3s, false}, {"old", 10, start + 1s, false}, {"busy", 99, start, true}};
}

TEST(Eviction, TakesTheLeastRecentlyUsedFirst) {
  EXPECT_EQ(to_evict(residents(), 5), std::vector<std::string>{"old"});
  EXPECT_EQ(to_evict(residents(), 15), (std::vector<std::string>{"old", "new"}));
}

TEST(Eviction, NeverTakesAModelInUse) { EXPECT_FALSE(to_evict(residents(), 21)); }

TEST(Eviction, TakesNothingWhenThereIsRoom) { EXPECT_TRUE(to_evict(residents(), 0)->empty()); }

}  // namespace
}  // namespace hfi::serving
