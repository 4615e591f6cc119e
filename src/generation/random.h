#pragma once
// The random numbers of sampling and of noise: xoshiro256** (Blackman and Vigna, arXiv 1805.01407) seeded by splitmix64, so that a seed
// gives the same draws on every machine.

#include <array>
#include <cstdint>

namespace hfi::generation {

class Random {
 public:
  explicit Random(std::uint64_t seed);
  // A seed that differs from call to call.
  static Random unpredictable();

  std::uint64_t bits();
  // In [0, 1), a multiple of 2^-53.
  double uniform();
  // Of the normal distribution with mean 0 and deviation 1; takes two uniform numbers.
  double normal();

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace hfi::generation
