#include "golden/tiny_weights.h"

#include <cmath>
#include <functional>
#include <numeric>

namespace hfi::golden {
namespace {

std::uint64_t fnv1a(const std::string& name) {
  std::uint64_t value = 0xCBF29CE484222325;
  for (const char c : name) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return value;
}

std::uint64_t splitmix64(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EB;
  return z ^ (z >> 31U);
}

}  // namespace

std::vector<float> tiny_weights(const std::string& name, const std::vector<std::int64_t>& shape) {
  const auto count =
      std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies{});
  const bool vector = shape.size() < 2;
  const double scale = vector ? 0.1 : std::sqrt(3.0 / static_cast<double>(count / shape.front()));
  const double base =
      vector && (name.ends_with("weight") || name.ends_with("running_var")) ? 1.0 : 0.0;
  std::vector<float> values;
  auto state = fnv1a(name);
  for (std::int64_t i = 0; i < count; ++i) {
    state += 0x9E3779B97F4A7C15;
    const auto uniform = static_cast<double>(splitmix64(state) >> 40U) / (1 << 23) - 1.0;
    values.push_back(static_cast<float>(uniform * scale + base));
  }
  return values;
}

}  // namespace hfi::golden
