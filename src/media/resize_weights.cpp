#include "media/resize_weights.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hfi::media {
namespace {

// A filter's value at x and where it becomes 0.
struct Filter {
  double (*at)(double x);
  double support;
};

double box(double x) { return x > -0.5 && x <= 0.5 ? 1.0 : 0.0; }

double bilinear(double x) { return std::max(0.0, 1.0 - std::abs(x)); }

double hamming(double x) {
  x = std::abs(x);
  if (x == 0.0) return 1.0;
  if (x >= 1.0) return 0.0;
  x *= std::numbers::pi;
  return std::sin(x) / x * (0.54 + 0.46 * std::cos(x));
}

// Keys' cubic convolution with a = -1/2
double bicubic(double x) {
  constexpr double a = -0.5;
  x = std::abs(x);
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
  if (x < 2.0) return (((x - 5) * x + 8) * x - 4) * a;
  return 0.0;
}

double sinc(double x) {
  if (x == 0.0) return 1.0;
  x *= std::numbers::pi;
  return std::sin(x) / x;
}

double lanczos(double x) { return x >= -3.0 && x < 3.0 ? sinc(x) * sinc(x / 3) : 0.0; }

Filter filter_of(Resampling name) {
  switch (name) {
    case Resampling::lanczos:
      return {lanczos, 3.0};
    case Resampling::bicubic:
      return {bicubic, 2.0};
    case Resampling::box:
      return {box, 0.5};
    case Resampling::hamming:
      return {hamming, 1.0};
    default:
      return {bilinear, 1.0};
  }
}

// Pillow's PRECISION_BITS; torch takes as many bits as let the largest weight fit into 16 bits with its sign.
unsigned bits_for(double largest, Arithmetic arithmetic) {
  constexpr unsigned most = 22;
  if (arithmetic == Arithmetic::pillow) return most;
  unsigned bits = 0;
  while (bits < most &&
         static_cast<int>(0.5 + largest * static_cast<double>(1U << (bits + 1))) < 1 << 15)
    ++bits;
  return bits;
}

// Rounded half away from zero.
std::int32_t fix(double weight, unsigned bits) {
  const double scaled = weight * static_cast<double>(1U << bits);
  return static_cast<std::int32_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

}  // namespace

Weights weights_of(std::int64_t from, std::int64_t to, Resampling name, Arithmetic arithmetic) {
  const auto filter = filter_of(name);
  const double scale = static_cast<double>(from) / static_cast<double>(to);
  const double stretch = std::max(scale, 1.0);
  const double support = filter.support * stretch;
  const double shrink = 1.0 / stretch;

  Weights weights;
  weights.taps = static_cast<std::int64_t>(std::ceil(support)) * 2 + 1;
  std::vector<double> exact(static_cast<std::size_t>(to * weights.taps));
  double largest = 0.0;
  for (std::int64_t i = 0; i < to; ++i) {
    const double centre = (static_cast<double>(i) + 0.5) * scale;
    const auto first = std::max<std::int64_t>(static_cast<std::int64_t>(centre - support + 0.5), 0);
    const auto end = std::min(static_cast<std::int64_t>(centre + support + 0.5), from);
    const auto count = std::clamp<std::int64_t>(end - first, 0, weights.taps);
    auto* row = exact.data() + i * weights.taps;
    double total = 0.0;
    for (std::int64_t j = 0; j < count; ++j)
      total += row[j] = filter.at((static_cast<double>(j + first) - centre + 0.5) * shrink);
    for (std::int64_t j = 0; j < count && total != 0.0; ++j)
      largest = std::max(largest, row[j] /= total);
    weights.windows.push_back({first, count});
  }
  weights.bits = bits_for(largest, arithmetic);
  weights.fixed.reserve(exact.size());
  for (const double weight : exact) weights.fixed.push_back(fix(weight, weights.bits));
  return weights;
}

}  // namespace hfi::media
