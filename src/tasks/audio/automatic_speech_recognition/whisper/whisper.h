#pragma once
// Recognition by a Whisper (arXiv 2212.04356), which writes what it hears in windows of 30 seconds.

#include "tasks/task.h"

namespace hfi::tasks {

// Emits `token` events as soon as what they say is certain: token by token where the recording is heard in one go, chunk by
// chunk where windows overlap. Fails with invalid_option for options that the model has no use for.
Result<json::Object> recognise_by_whisper(const Request& request, const models::Model& model,
                                          const Context& context);

}  // namespace hfi::tasks
