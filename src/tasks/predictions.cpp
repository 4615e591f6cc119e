#include "tasks/predictions.h"

#include "tensor/math.h"

namespace hfi::tasks {
namespace {

// transformers, pipelines/text_classification.py, postprocess
std::string function_of(const graph::Config& config, std::size_t num_labels) {
  const auto problem = config.has("problem_type") ? config.get<std::string>("problem_type") : "";
  if (problem == "regression") return "none";
  if (problem == "multi_label_classification" || num_labels == 1) return "sigmoid";
  return "softmax";
}

}  // namespace

std::vector<float> apply_function(std::span<const float> logits,
                                  const std::optional<std::string>& name,
                                  const graph::Config& config) {
  const auto function = name.value_or(function_of(config, logits.size()));
  if (function == "sigmoid") return sigmoid(logits);
  if (function == "softmax") return softmax(logits);
  return {logits.begin(), logits.end()};
}

Result<json::Object> predictions(const models::Model& model, std::span<const float> scores,
                                 std::size_t top_k) {
  TRY(models::check_labels(model, scores.size()));
  json::Array list;
  for (const auto index : top_indices(scores, top_k))
    list.push_back(
        json::Object{{"label", model.labels[index]}, {"score", json::number(scores[index])}});
  return json::Object{{"predictions", std::move(list)}};
}

}  // namespace hfi::tasks
