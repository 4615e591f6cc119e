// Token classification: a text in, the spans that the model labels out.
// contract   token_classification.schema.json
// reference  transformers, pipelines/token_classification.py

#include <algorithm>

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/sequences.h"
#include "tasks/text/token_classification/aggregation.h"

namespace hfi::tasks {
namespace {

using tokenizers::Encoding;

// The text as one sequence, or in windows that share `stride` tokens.
Result<std::vector<Encoding>> windows(const models::Model& model, const std::string& text,
                                      const json::Object& options) {
  const auto stride = optional_count(options, "stride");
  if (!stride || !model.max_length) {
    auto whole = TRY(encode(model, text));
    return std::vector{std::move(whole)};
  }
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  const auto room =
      *model.max_length - std::min(*model.max_length, tokenizer->num_special_tokens_to_add(false));
  if (*stride >= room)
    return fail(ErrorCode::invalid_option, "options.stride: " + std::to_string(*stride) +
                                               ", the model's windows hold " +
                                               std::to_string(room) + " tokens; it must be less");
  auto first = TRY(tokenizer->encode(
      text,
      {.truncation = tokenizers::Truncation{.max_length = *model.max_length, .stride = *stride}}));
  std::vector<Encoding> all;
  auto rest = std::move(first.overflowing);
  all.push_back(std::move(first));
  std::ranges::move(rest, std::back_inserter(all));
  return all;
}

Result<void> check_options(const json::Object& options) {
  if (!optional_count(options, "stride") || text_at(options, "aggregation_strategy") != "none")
    return {};
  return fail(ErrorCode::invalid_option,
              "options.stride: windows need an aggregation_strategy other than \"none\"");
}

bool is_ignored(const Entity& entity, const std::vector<std::string>& ignored) {
  return std::ranges::find(ignored, entity.label) != ignored.end();
}

json::Object to_json(const Entity& entity, bool grouped) {
  json::Object object;
  object[grouped ? "entity_group" : "entity"] = entity.label;
  object["score"] = json::number(entity.score);
  if (!grouped) object["index"] = entity.index;
  object["word"] = entity.word;
  object["start"] = entity.start;
  object["end"] = entity.end;
  return object;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  TRY(check_options(request.options));
  const auto text = text_at(request.inputs, "text");
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  const auto encodings = TRY(windows(model, text, request.options));
  const auto logits = TRY(forward(model, encodings, "logits", context.stop));
  TRY(models::check_labels(model, static_cast<std::size_t>(logits.front().shape().back())));

  const auto strategy = text_at(request.options, "aggregation_strategy");
  const auto ignored = texts_at(request.options, "ignore_labels");
  std::vector<Entity> entities;
  for (std::size_t i = 0; i < encodings.size(); ++i)
    for (auto& entity :
         aggregate({encodings[i], logits[i]}, {*tokenizer, model.labels, text}, strategy))
      if (!is_ignored(entity, ignored)) entities.push_back(std::move(entity));
  if (encodings.size() > 1) entities = without_overlaps(std::move(entities));

  json::Array list;
  for (const auto& entity : entities) list.push_back(to_json(entity, strategy != "none"));
  return json::Object{{"entities", std::move(list)}};
}

}  // namespace

Task token_classification() {
  return {.name = "token-classification", .heads = {"ForTokenClassification"}, .run = run};
}

}  // namespace hfi::tasks
