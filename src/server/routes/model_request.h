#pragma once
// The model that the body of a request names.

#include "core/result.h"
#include "serving/model_key.h"

namespace hfi::server {

// From model_id, task, revision, source and dtype; the task by its own id. Fails with task_not_supported when no runner serves
// it; a task that is absent stays empty.
Result<serving::ModelKey> key_of(const json::Object& body);

}  // namespace hfi::server
