// Image classification: a picture in, its likeliest labels out.
// contract   image_classification.schema.json
// reference  transformers, pipelines/image_classification.py

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/predictions.h"
#include "tasks/vision/pictures.h"

namespace hfi::tasks {
namespace {

// An export whose only output is named after what made it holds probabilities already.
bool holds_probabilities(const models::Model& model, const Tensors& outputs) {
  return model.facts.source == "onnx" && !outputs.contains("logits") &&
         (outputs.begin()->first.find("softmax") != std::string::npos ||
          outputs.begin()->first.find("prob") != std::string::npos);
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto image = TRY(picture_in(request.inputs));
  const auto outputs = TRY(forward(model, image, context.stop));
  const auto logits = TRY(output(model, outputs, "logits"));

  auto function = optional_text(request.options, "function_to_apply");
  if (!function && holds_probabilities(model, outputs)) function = "none";
  const auto scores = apply_function(logits.values<float>(), function, model.config);
  return predictions(model, scores, count_at(request.options, "top_k"));
}

}  // namespace

Task image_classification() {
  return {.name = "image-classification", .heads = {"ForImageClassification"}, .run = run};
}

}  // namespace hfi::tasks
