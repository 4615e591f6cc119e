#include "media/sound/spectrogram.h"

#include <cmath>
#include <complex>
#include <kissfft/kissfft.hh>
#include <numbers>
#include <numeric>

namespace hfi::media {
namespace {

std::vector<double> hann(std::size_t length, bool periodic) {
  std::vector<double> window(length);
  const auto period = static_cast<double>(periodic ? length : length - 1);
  for (std::size_t i = 0; i < length; ++i)
    window[i] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / period);
  return window;
}

// numpy.pad, mode "reflect": the edge itself is not repeated. REQUIRES: `index` at most one length outside.
float mirrored(std::span<const float> samples, std::ptrdiff_t index) {
  const auto last = static_cast<std::ptrdiff_t>(samples.size()) - 1;
  if (index < 0) index = -index;
  if (index > last) index = 2 * last - index;
  return samples[static_cast<std::size_t>(index)];
}

// |X|² of the bins 0 … n/2 of a real signal, through a complex transform of half its length.
class PowerSpectrum {
 public:
  explicit PowerSpectrum(std::size_t length) : fft_(length / 2, false), bins_(length / 2) {}

  void operator()(const std::vector<double>& frame, std::vector<double>& power) {
    fft_.transform_real(frame.data(), bins_.data());
    // the library keeps the last bin, which is real, in the imaginary part of the first
    power.front() = bins_.front().real() * bins_.front().real();
    power.back() = bins_.front().imag() * bins_.front().imag();
    for (std::size_t i = 1; i < bins_.size(); ++i) power[i] = std::norm(bins_[i]);
  }

 private:
  kissfft<double> fft_;
  std::vector<std::complex<double>> bins_;
};

}  // namespace

std::size_t frames_of(std::size_t samples, const SpectrogramOptions& options) {
  const auto length = samples + (options.centred ? options.frame_length / 2 * 2 : 0);
  return length < options.frame_length ? 0
                                       : 1 + (length - options.frame_length) / options.hop_length;
}

MelSpectrogram::MelSpectrogram(const SpectrogramOptions& options, const MelOptions& mel)
    : options_(options),
      window_(hann(options.frame_length, options.periodic_window)),
      bank_(mel_filter_bank(mel)) {}

void MelSpectrogram::load_frame(std::span<const float> samples, std::ptrdiff_t start,
                                std::vector<double>& frame) const {
  const auto length = options_.frame_length;
  for (std::size_t i = 0; i < length; ++i)
    frame[i] = mirrored(samples, start + static_cast<std::ptrdiff_t>(i));
  if (options_.remove_dc_offset) {
    const auto end = frame.begin() + static_cast<std::ptrdiff_t>(length);
    const auto mean = std::accumulate(frame.begin(), end, 0.0) / static_cast<double>(length);
    for (std::size_t i = 0; i < length; ++i) frame[i] -= mean;
  }
  if (options_.preemphasis != 0.0) {
    for (std::size_t i = length - 1; i > 0; --i) frame[i] -= options_.preemphasis * frame[i - 1];
    frame[0] *= 1.0 - options_.preemphasis;
  }
  for (std::size_t i = 0; i < length; ++i) frame[i] *= window_[i];
}

std::vector<std::vector<double>> MelSpectrogram::operator()(std::span<const float> samples) const {
  const auto count = frames_of(samples.size(), options_);
  const auto offset = options_.centred ? static_cast<std::ptrdiff_t>(options_.frame_length / 2) : 0;
  PowerSpectrum spectrum(options_.fft_length);
  std::vector<double> frame(options_.fft_length);
  std::vector<double> power(options_.fft_length / 2 + 1);
  std::vector<std::vector<double>> result(count, std::vector<double>(bank_.size()));
  for (std::size_t t = 0; t < count; ++t) {
    load_frame(samples, static_cast<std::ptrdiff_t>(t * options_.hop_length) - offset, frame);
    spectrum(frame, power);
    for (std::size_t f = 0; f < bank_.size(); ++f)
      result[t][f] = std::inner_product(power.begin(), power.end(), bank_[f].begin(), 0.0);
  }
  return result;
}

}  // namespace hfi::media
