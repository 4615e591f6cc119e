#pragma once
// What turns token vectors into one vector in a sentence-transformers repository: modules.json and the folders it names.
// Reference: sentence_transformers/models/{Pooling,Normalize}.py.

#include <filesystem>
#include <optional>
#include <vector>

#include "core/result.h"
#include "tensor/tensor.h"

namespace hfi::models {

enum class PoolingMode { cls, max, mean, mean_sqrt_len, weighted_mean, last_token };

struct SentenceModules {
  std::vector<PoolingMode> pooling;  // their vectors are concatenated, in this order
  bool normalize = false;
  std::optional<std::size_t> max_seq_length{};
};

// nullopt when the folder has no modules.json. Fails with model_unsupported for a module that is not known here.
Result<std::optional<SentenceModules>> read_sentence_modules(const std::filesystem::path& folder);

// "mean", "cls", "max", "mean_sqrt_len_tokens", "weightedmean", "lasttoken": the names of the reference.
std::optional<PoolingMode> pooling_mode(std::string_view name);

// One vector from token vectors [1, length, dim].
std::vector<float> pool(const Tensor& token_vectors, const std::vector<PoolingMode>& modes);

}  // namespace hfi::models
