#pragma once
// Puts what a request gives under the names and in the sections of its task's contract.

#include "tasks/contract/contract.h"

namespace hfi::tasks {

struct Arranged {
  json::Object inputs;
  json::Object options;
};

// Aliases become names; inputs given as options, and options given as inputs, move where the contract
// allows it; `inputs.extra_args` are options; `_task` and `_stream` are dropped. Unknown names stay
// where they are, for validation to name. Fails with invalid_input or invalid_option when something
// is given twice with different values, or when extra_args are not an object.
Result<Arranged> arrange(const Contract& contract, json::Object inputs, json::Object options);

}  // namespace hfi::tasks
