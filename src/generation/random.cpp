#include "generation/random.h"

#include <bit>
#include <cmath>
#include <numbers>
#include <random>

namespace hfi::generation {

Random::Random(std::uint64_t seed) {
  for (auto& word : state_) {
    seed += 0x9E3779B97F4A7C15;
    auto z = seed;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EB;
    word = z ^ (z >> 31U);
  }
}

Random Random::unpredictable() {
  std::random_device device;
  return Random((std::uint64_t{device()} << 32U) | device());
}

std::uint64_t Random::bits() {
  const auto result = std::rotl(state_[1] * 5, 7) * 9;
  const auto shifted = state_[1] << 17U;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double Random::uniform() { return static_cast<double>(bits() >> 11U) * 0x1p-53; }

// Box and Muller, doi 10.1214/aoms/1177706645
double Random::normal() {
  const auto radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

}  // namespace hfi::generation
