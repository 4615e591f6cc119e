// reference   transformers, models/wav2vec2/feature_extraction_wav2vec2.py

#include <cmath>
#include <numeric>

#include "models/features/catalog.h"

namespace hfi::models::features {
namespace {

// Zero mean and unit variance. The reference adds up in float32, pairwise; double keeps the error below its own.
std::vector<float> normalised(std::span<const float> samples) {
  const auto count = static_cast<double>(samples.size());
  const auto mean = std::accumulate(samples.begin(), samples.end(), 0.0) / count;
  const auto squares = std::accumulate(
      samples.begin(), samples.end(), 0.0,
      [mean](double sum, float sample) { return sum + (sample - mean) * (sample - mean); });
  const auto deviation = std::sqrt(squares / count + 1e-7);
  std::vector<float> result(samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i)
    result[i] = static_cast<float>((samples[i] - mean) / deviation);
  return result;
}

}  // namespace

FeatureExtractor wav2vec2(const graph::Config& config) {
  const auto rate = size_at(config, "sampling_rate", 16000, 192'000);
  const bool normalise = config.get("do_normalize", true);
  return {.sample_rate = static_cast<int>(rate),
          .extract = [normalise](std::span<const float> samples) {
            const Shape shape{1, static_cast<std::int64_t>(samples.size())};
            Tensors inputs;
            inputs.emplace("input_values", normalise ? Tensor::of(shape, normalised(samples))
                                                     : Tensor::of(shape, samples));
            return inputs;
          }};
}

}  // namespace hfi::models::features
