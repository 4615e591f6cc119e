#pragma once
// Recognition by a network that names a character, or none, for each step of the sound (Graves et al., ICML 2006); the
// likeliest at each step is taken.

#include "tasks/task.h"

namespace hfi::tasks {

// Emits `token` events window by window. Fails with invalid_option for options that such a network has no use for.
Result<json::Object> recognise_by_ctc(const Request& request, const models::Model& model,
                                      const Context& context);

}  // namespace hfi::tasks
