#pragma once
// Where a value breaks its schema, said so that it can be mended.

#include <optional>
#include <string>

#include "core/json.h"
#include "tasks/contract/schema.h"

namespace hfi::tasks {

struct Violation {
  std::string path;        // options.top_k, inputs.messages[2].role
  std::string problem;     // expected an integer ≥ 1, got "five"
  json::Object details{};  // path; for an unknown name also nearest or known
};

// nullopt when the schema accepts the value. `path` is what the value itself is called; empty for the
// body of a request. The first
// violation in the order of the schema is told; lists and objects with more than a million values in
// all are refused without looking at them.
std::optional<Violation> find_violation(const Schema& schema, const json::Value& value,
                                        const std::string& path);

// `<path>: <problem>` with the details, as an error.
Error to_error(ErrorCode code, Violation violation);

}  // namespace hfi::tasks
