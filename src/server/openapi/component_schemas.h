#pragma once
// Every schema of the HTTP interface, by name.

#include "tasks/contract/taxonomy.h"

namespace hfi::server {

// The envelopes (`task_list`, `response`, `error`, `stream_event`, …); those of answers.schema.json;
// for each task `<task>.inputs`, `<task>.options`, `<task>.output` and `<task>.request`; and
// `inference_request` and `inference_response`, which are those of any task.
Result<json::Object> component_schemas(const tasks::Taxonomy& taxonomy);

// {"$ref": …} to one of them.
json::Object reference(std::string_view schema);

}  // namespace hfi::server
