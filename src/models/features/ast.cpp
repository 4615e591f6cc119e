// reference   transformers, models/audio_spectrogram_transformer/feature_extraction_audio_spectrogram_transformer.py

#include <algorithm>
#include <cmath>

#include "media/sound/spectrogram.h"
#include "models/features/catalog.h"

namespace hfi::models::features {
namespace {

// Kaldi's filter banks
constexpr std::size_t frame_length = 400;
constexpr std::size_t hop_length = 160;
constexpr std::size_t fft_length = 512;
constexpr double floor = 1.192092955078125e-07;

struct Normalisation {
  float mean, scale;
};

// [1, max_length, bands]: later frames are cut, missing ones are zero before normalisation
Tensor fbank(const std::vector<std::vector<double>>& power, std::size_t max_length,
             std::size_t bands, Normalisation normalisation) {
  Tensor tensor(DType::f32,
                {1, static_cast<std::int64_t>(max_length), static_cast<std::int64_t>(bands)});
  auto values = tensor.mutable_values<float>();
  std::ranges::fill(values, 0.0F);
  for (std::size_t t = 0; t < std::min(power.size(), max_length); ++t)
    for (std::size_t f = 0; f < bands; ++f)
      values[t * bands + f] = static_cast<float>(std::log(std::max(power[t][f], floor)));
  for (auto& value : values) value = (value - normalisation.mean) / normalisation.scale;
  return tensor;
}

}  // namespace

FeatureExtractor ast(const graph::Config& config) {
  const auto rate = size_at(config, "sampling_rate", 16000, 192'000);
  const auto bands = size_at(config, "num_mel_bins", 128, 512);
  const auto max_length = size_at(config, "max_length", 1024, 1 << 16);
  Normalisation normalisation{0.0F, 1.0F};
  if (config.get("do_normalize", true))
    normalisation = {config.get("mean", -4.2677393F), 2.0F * config.get("std", 4.5689974F)};
  const auto highest = rate / 2;
  const media::MelSpectrogram spectrogram({.frame_length = frame_length,
                                           .hop_length = hop_length,
                                           .fft_length = fft_length,
                                           .periodic_window = false,
                                           .centred = false,
                                           .remove_dc_offset = true,
                                           .preemphasis = 0.97},
                                          {.frequency_bins = 1 + fft_length / 2,
                                           .filters = bands,
                                           .min_frequency = 20.0,
                                           .max_frequency = static_cast<double>(highest),
                                           .sample_rate = static_cast<int>(rate),
                                           .scale = media::MelScale::kaldi,
                                           .triangles_in_mel = true});
  return {.sample_rate = static_cast<int>(rate),
          .min_samples = frame_length,
          .extract = [=](std::span<const float> samples) {
            Tensors inputs;
            inputs.emplace("input_values",
                           fbank(spectrogram(samples), max_length, bands, normalisation));
            return inputs;
          }};
}

}  // namespace hfi::models::features
