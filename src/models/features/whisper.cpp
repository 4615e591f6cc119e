// reference   transformers, models/whisper/feature_extraction_whisper.py

#include <algorithm>
#include <cmath>
#include <memory>

#include "media/sound/spectrogram.h"
#include "models/features/catalog.h"

namespace hfi::models::features {
namespace {

constexpr double highest = 8000.0;  // Hz, whatever the sample rate
constexpr double floor = 1e-10;
constexpr double range = 8.0;  // decades below the loudest place

// log10, at most `range` below the greatest, scaled to about -1 … 1; [1, filters, frames]
Tensor log_mel(const std::vector<std::vector<double>>& power, std::size_t frames) {
  const auto filters = power.front().size();
  Tensor tensor(DType::f32,
                {1, static_cast<std::int64_t>(filters), static_cast<std::int64_t>(frames)});
  auto values = tensor.mutable_values<float>();
  for (std::size_t t = 0; t < frames; ++t)
    for (std::size_t f = 0; f < filters; ++f)
      values[f * frames + t] = static_cast<float>(std::log10(std::max(power[t][f], floor)));
  const auto least = *std::ranges::max_element(values) - static_cast<float>(range);
  for (auto& value : values) value = (std::max(value, least) + 4.0F) / 4.0F;
  return tensor;
}

}  // namespace

FeatureExtractor whisper(const graph::Config& config) {
  const auto rate = size_at(config, "sampling_rate", 16000, 192'000);
  const auto filters = size_at(config, "feature_size", 80, 512);
  const auto length = size_at(config, "n_fft", 400, 1 << 16);
  const auto hop = size_at(config, "hop_length", 160, 1 << 16);
  const auto seconds = size_at(config, "chunk_length", 30, 3600);
  const media::MelSpectrogram spectrogram(
      {.frame_length = length, .hop_length = hop, .fft_length = length},
      {.frequency_bins = 1 + length / 2,
       .filters = filters,
       .min_frequency = 0.0,
       .max_frequency = highest,
       .sample_rate = static_cast<int>(rate),
       .scale = media::MelScale::slaney,
       .area_normalised = true});
  // a window of `chunk_length` seconds is filled up with silence; what is longer stays whole
  return {.sample_rate = static_cast<int>(rate),
          .extract = [spectrogram, least = seconds * rate](std::span<const float> samples) {
            std::vector<float> padded(samples.begin(), samples.end());
            padded.resize(std::max(samples.size(), least));
            const auto power = spectrogram(padded);
            Tensors inputs;
            inputs.emplace("input_features", log_mel(power, power.size() - 1));
            return inputs;
          }};
}

}  // namespace hfi::models::features
