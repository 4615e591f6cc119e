#pragma once
// What turns a recording into the inputs of a network, as a repository's preprocessor_config.json says.

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "core/result.h"
#include "graph/config.h"
#include "tensor/tensor.h"

namespace hfi::models {

struct FeatureExtractor {
  int sample_rate;  // Hz, of the recordings it takes
  std::size_t min_samples = 1;
  // The inputs for one recording, each with a first axis of extent 1. REQUIRES: at least min_samples.
  std::function<Tensors(std::span<const float>)> extract;
};

// nullopt when the folder names no feature extractor that is built in: older files call image processors by that name too.
// Fails with model_invalid.
Result<std::optional<FeatureExtractor>> read_feature_extractor(const std::filesystem::path& folder);

}  // namespace hfi::models
