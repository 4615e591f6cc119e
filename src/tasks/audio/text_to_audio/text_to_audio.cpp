// Text-to-audio: a text in, sound out; the models that serve it so far speak.
// contract   text_to_audio.schema.json
// reference  transformers, pipelines/text_to_audio.py

#include "tasks/audio/speech.h"
#include "tasks/catalog.h"

namespace hfi::tasks {

Task text_to_audio() {
  // the reference lists the classes that give a waveform by name (MODEL_FOR_TEXT_TO_WAVEFORM_MAPPING_NAMES)
  return {.name = "text-to-audio", .heads = {"VitsModel"}, .run = speak};
}

}  // namespace hfi::tasks
