// Text classification: a text, or a pair of them, in, its likeliest labels out.
// contract   text_classification.schema.json
// reference  transformers, pipelines/text_classification.py

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/predictions.h"
#include "tasks/text/sequences.h"

namespace hfi::tasks {
namespace {

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto encoding = TRY(
      encode(model, text_at(request.inputs, "text"), optional_text(request.inputs, "text_pair")));
  const auto logits = TRY(forward(model, {encoding}, "logits", context.stop)).front();

  const auto function = optional_text(request.options, "function_to_apply");
  const auto scores = apply_function(logits.values<float>(), function, model.config);
  return predictions(model, scores, count_at(request.options, "top_k"));
}

}  // namespace

Task text_classification() {
  return {.name = "text-classification", .heads = {"ForSequenceClassification"}, .run = run};
}

}  // namespace hfi::tasks
