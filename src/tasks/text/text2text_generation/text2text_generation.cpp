// Text-to-text generation: a text in, another one out.
// contract   text2text_generation.schema.json
// reference  transformers, generation/utils.py, generate

#include "tasks/catalog.h"
#include "tasks/text/text_to_text.h"

namespace hfi::tasks {
namespace {

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  return text_to_text("text2text-generation", request, model, context);
}

}  // namespace

Task text2text_generation() {
  return {.name = "text2text-generation", .heads = text_to_text_classes(), .run = run};
}

}  // namespace hfi::tasks
