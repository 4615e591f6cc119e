#pragma once
// What summarization, translation and text2text-generation have in common: a text goes through an encoder, and a decoder
// writes another one.

#include "tasks/task.h"
#include "tasks/text/languages.h"

namespace hfi::tasks {

// Endings of the classes that have an encoder and a decoder for text.
const std::vector<std::string>& text_to_text_classes();

// config.json's task_specific_params for `task`: members for decoding, and the "prefix" of the text. Empty when there are
// none. Reference: transformers, pipelines/base.py.
json::Object task_specific_params(const models::Model& model, std::string_view task);

// Encodes nothing: `source` is what the encoder reads. `preferred` wins over the model's defaults, the request's options over
// both. Emits `token` events and gives text, usage and finish_reason.
Result<json::Object> write_text(const models::Model& model, SourceText source,
                                const Request& request, const Context& context);

// The task `name` for a model that needs nothing but the text.
Result<json::Object> text_to_text(std::string_view name, const Request& request,
                                  const models::Model& model, const Context& context);

}  // namespace hfi::tasks
