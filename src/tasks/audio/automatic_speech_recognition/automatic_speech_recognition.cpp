// Automatic speech recognition: a recording in, what is said in it out.
// contract   automatic_speech_recognition.schema.json
// reference  transformers, pipelines/automatic_speech_recognition.py

#include "tasks/audio/automatic_speech_recognition/ctc.h"
#include "tasks/audio/automatic_speech_recognition/whisper/whisper.h"
#include "tasks/catalog.h"

namespace hfi::tasks {
namespace {

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto& name = model.facts.class_name;
  if (name.ends_with("ForCTC")) return recognise_by_ctc(request, model, context);
  if (name == "WhisperForConditionalGeneration")
    return recognise_by_whisper(request, model, context);
  return fail(ErrorCode::model_unsupported,
              "config.json: the class \"" + name + "\" does not hear in a way that is built in");
}

}  // namespace

Task automatic_speech_recognition() {
  return {.name = "automatic-speech-recognition",
          .heads = {"ForCTC", "ForConditionalGeneration"},
          .run = run};
}

}  // namespace hfi::tasks
