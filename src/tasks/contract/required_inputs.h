#pragma once
// Which inputs a request lacks, by `required`, `oneOf` and `anyOf` of the schema of its inputs.

#include <string>
#include <vector>

#include "core/result.h"

namespace hfi::tasks {

// The names that are absent or empty (null, "", [], {}; 0 and false are values). Of groups that stand
// for each other the one that was begun counts; when none was, they are one name: `text_or_messages`.
std::vector<std::string> missing_inputs(const json::Object& schema, const json::Object& inputs);

// Fails with invalid_input when two groups were begun of which `oneOf` allows one.
Result<void> check_exclusive(const json::Object& schema, const json::Object& inputs);

}  // namespace hfi::tasks
