#pragma once
// One vector from the vectors of many tokens. Reference: sentence_transformers/models/Pooling.py.

#include <optional>
#include <string_view>
#include <vector>

#include "tensor/tensor.h"

namespace hfi::models {

enum class PoolingMode { cls, max, mean, mean_sqrt_len, weighted_mean, last_token };

// "mean", "cls", "max", "mean_sqrt_len_tokens", "weightedmean", "lasttoken": the names of the reference.
std::optional<PoolingMode> pooling_mode(std::string_view name);

// The modes that a Pooling module's config.json sets, in the order in which their vectors are concatenated.
std::vector<PoolingMode> pooling_modes(const json::Object& config);

// One vector from token vectors [1, length, dim]. The first `skipped` tokens, which belong to a prompt, count for the
// mode cls only. REQUIRES: skipped < length.
std::vector<float> pool(const Tensor& token_vectors, const std::vector<PoolingMode>& wanted,
                        std::size_t skipped = 0);

}  // namespace hfi::models
