// Text-to-speech: a text in, a voice that reads it out.
// contract   text_to_speech.schema.json
// reference  transformers, pipelines/text_to_audio.py

#include "tasks/audio/speech.h"
#include "tasks/catalog.h"

namespace hfi::tasks {

Task text_to_speech() {
  // the reference lists the classes that give a waveform by name (MODEL_FOR_TEXT_TO_WAVEFORM_MAPPING_NAMES)
  return {.name = "text-to-speech", .heads = {"VitsModel"}, .run = speak};
}

}  // namespace hfi::tasks
