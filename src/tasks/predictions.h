#pragma once
// Scores as the list of labels that classifiers answer with.

#include <span>
#include <string>
#include <vector>

#include "models/model.h"

namespace hfi::tasks {

// "softmax", "sigmoid" or "none"; the choice of transformers' pipelines where the request makes none.
std::vector<float> apply_function(std::span<const float> logits,
                                  const std::optional<std::string>& name,
                                  const graph::Config& config);

// {"predictions": [{label, score}]}: the `top_k` best, best first. Fails when labels and scores do not match.
Result<json::Object> predictions(const models::Model& model, std::span<const float> scores,
                                 std::size_t top_k);

}  // namespace hfi::tasks
