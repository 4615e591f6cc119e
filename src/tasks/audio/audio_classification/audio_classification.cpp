// Audio classification: a recording in, its likeliest labels out.
// contract   audio_classification.schema.json
// reference  transformers, pipelines/audio_classification.py

#include "tasks/audio/recordings.h"
#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/network_output.h"
#include "tasks/predictions.h"

namespace hfi::tasks {
namespace {

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto sound = TRY(recording(model, request.inputs));
  const auto inputs = model.features->extract(sound.samples);
  const auto logits = TRY(outputs_of(model, {inputs}, "logits", context.stop)).front();

  const auto function = text_at(request.options, "function_to_apply");
  const auto scores = apply_function(logits.values<float>(), function, model.config);
  return predictions(model, scores, count_at(request.options, "top_k"));
}

}  // namespace

Task audio_classification() {
  return {.name = "audio-classification",
          .heads = {"ForAudioClassification", "ForSequenceClassification"},
          .run = run};
}

}  // namespace hfi::tasks
