#include "generation/sampling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

namespace hfi::generation {
namespace {

// First numbers of xoshiro256** seeded with splitmix64(1), computed apart from this code: no change of the generator goes
// unnoticed by whoever keeps seeds.
TEST(Random, IsTheSameForeverAfter) {
  Random random(1);
  EXPECT_EQ(random.bits(), 12966619160104079557U);
  EXPECT_EQ(random.bits(), 9600361134598540522U);
  EXPECT_EQ(random.bits(), 10590380919521690900U);
}

TEST(Sample, DrawsByProbability) {
  const std::vector<float> scores = {std::log(0.1F), std::log(0.6F), std::log(0.3F),
                                     -std::numeric_limits<float>::infinity()};
  Random random(3);
  std::map<std::size_t, int> counts;
  for (int i = 0; i < 20000; ++i) ++counts[sample(scores, random)];
  EXPECT_NEAR(counts[0], 2000, 150);
  EXPECT_NEAR(counts[1], 12000, 250);
  EXPECT_NEAR(counts[2], 6000, 250);
  EXPECT_EQ(counts[3], 0);
}

TEST(Sample, WithoutReplacementNeverDrawsTwiceNorTheImpossible) {
  const std::vector<float> scores = {0, 1, 2, -std::numeric_limits<float>::infinity(), 3};
  Random random(5);
  auto drawn = sample_without_replacement(scores, 9, random);
  std::ranges::sort(drawn);
  EXPECT_EQ(drawn, (std::vector<std::size_t>{0, 1, 2, 4}));
}

}  // namespace
}  // namespace hfi::generation
