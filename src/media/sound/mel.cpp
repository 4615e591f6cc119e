#include "media/sound/mel.h"

#include <algorithm>
#include <cmath>

namespace hfi::media {
namespace {

// The scale of Slaney's Auditory Toolbox is linear below 1 kHz and logarithmic above.
constexpr double first_log_hertz = 1000.0;
constexpr double first_log_mel = 15.0;
const double log_step = 27.0 / std::log(6.4);

double to_mel(double hertz, MelScale scale) {
  if (scale == MelScale::kaldi) return 1127.0 * std::log(1.0 + hertz / 700.0);
  return hertz < first_log_hertz ? 3.0 * hertz / 200.0
                                 : first_log_mel + std::log(hertz / first_log_hertz) * log_step;
}

double to_hertz(double mel, MelScale scale) {
  if (scale == MelScale::kaldi) return 700.0 * (std::exp(mel / 1127.0) - 1.0);
  return mel < first_log_mel ? 200.0 * mel / 3.0
                             : first_log_hertz * std::exp((mel - first_log_mel) / log_step);
}

// `count` numbers from `from` to `to`, both included.
std::vector<double> spaced(double from, double to, std::size_t count) {
  std::vector<double> values(count);
  const auto step = (to - from) / static_cast<double>(count - 1);
  for (std::size_t i = 0; i < count; ++i) values[i] = from + static_cast<double>(i) * step;
  return values;
}

std::vector<double> bin_places(const MelOptions& options) {
  const auto highest = options.sample_rate / 2;
  if (!options.triangles_in_mel)
    return spaced(0.0, static_cast<double>(highest), options.frequency_bins);
  auto places = spaced(0.0, options.sample_rate / 2.0, options.frequency_bins);
  for (auto& place : places) place = to_mel(place, options.scale);
  return places;
}

}  // namespace

std::vector<std::vector<double>> mel_filter_bank(const MelOptions& options) {
  const auto mels = spaced(to_mel(options.min_frequency, options.scale),
                           to_mel(options.max_frequency, options.scale), options.filters + 2);
  auto hertz = mels;
  for (auto& mel : hertz) mel = to_hertz(mel, options.scale);
  const auto& corners = options.triangles_in_mel ? mels : hertz;
  const auto bins = bin_places(options);

  std::vector<std::vector<double>> bank(options.filters,
                                        std::vector<double>(options.frequency_bins));
  for (std::size_t f = 0; f < options.filters; ++f) {
    const auto left = corners[f];
    const auto centre = corners[f + 1];
    const auto right = corners[f + 2];
    const auto scale = options.area_normalised ? 2.0 / (hertz[f + 2] - hertz[f]) : 1.0;
    for (std::size_t b = 0; b < bins.size(); ++b) {
      const auto rising = (bins[b] - left) / (centre - left);
      const auto falling = (right - bins[b]) / (right - centre);
      bank[f][b] = scale * std::max(0.0, std::min(rising, falling));
    }
  }
  return bank;
}

}  // namespace hfi::media
