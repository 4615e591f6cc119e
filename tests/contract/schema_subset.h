#pragma once

#include <string>

#include "core/json.h"

namespace hfi::tasks {

// What in a schema is outside the subset of src/tasks/contract/README.md: its place and why, or
// nothing. `place` is what the schema itself is called.
std::string outside_subset(const json::Value& schema, const std::string& place);

}  // namespace hfi::tasks
