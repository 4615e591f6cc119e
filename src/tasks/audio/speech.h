#pragma once
// Text read aloud, sentence by sentence.

#include "tasks/task.h"

namespace hfi::tasks {

// The answer of text-to-speech and text-to-audio. Each sentence is emitted as an audio event as soon as it is spoken; the
// answer is all of them, one after the other.
Result<json::Object> speak(const Request& request, const models::Model& model,
                           const Context& context);

}  // namespace hfi::tasks
