// Translation: a text in one language in, the same in another out.
// contract   translation.schema.json
// reference  transformers, generation/utils.py, generate; the tokenizers' _build_translation_inputs

#include "generation/generation_config.h"
#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/text_to_text.h"

namespace hfi::tasks {
namespace {

// T5's checkpoints say how to ask for a pair of languages in their configuration: "translation_en_to_de".
std::string task_of(const Languages& languages) {
  if (!languages.source || !languages.target) return "translation";
  return "translation_" + *languages.source + "_to_" + *languages.target;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  Languages languages{.source = optional_text(request.options, "src_lang"),
                      .target = optional_text(request.options, "tgt_lang")};
  auto params = task_specific_params(model, task_of(languages));
  const auto prefix = optional_text(params, "prefix").value_or("");
  if (!prefix.empty()) languages = {};  // the text itself names them
  const auto text = prefix + text_at(request.inputs, "text");
  auto source = TRY(encode_for_translation(model, text, languages));
  source.preferred = generation::overlay(std::move(params), source.preferred);
  return write_text(model, std::move(source), request, context);
}

}  // namespace

Task translation() { return {.name = "translation", .heads = text_to_text_classes(), .run = run}; }

}  // namespace hfi::tasks
