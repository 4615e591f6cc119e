// Summarization: a long text in, a short one out.
// contract   summarization.schema.json
// reference  transformers, generation/utils.py, generate

#include "tasks/catalog.h"
#include "tasks/text/text_to_text.h"

namespace hfi::tasks {
namespace {

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  return text_to_text("summarization", request, model, context);
}

}  // namespace

Task summarization() {
  return {.name = "summarization", .heads = text_to_text_classes(), .run = run};
}

}  // namespace hfi::tasks
