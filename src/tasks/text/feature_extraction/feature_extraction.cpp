// Feature extraction: texts in, vectors out, pooled and normalised as the repository declares.
// contract   feature_extraction.schema.json
// reference  transformers, pipelines/feature_extraction.py; sentence_transformers, SentenceTransformer.encode

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/sequences.h"
#include "tensor/math.h"

namespace hfi::tasks {
namespace {

using models::PoolingMode;

struct Plan {
  std::vector<PoolingMode> pooling;  // none: one vector per token
  bool normalize;
};

Plan plan_for(const json::Object& options, const models::Model& model) {
  Plan plan{.pooling = {}, .normalize = model.sentence && model.sentence->normalize};
  if (model.sentence) plan.pooling = model.sentence->pooling;
  if (const auto name = optional_text(options, "pooling")) {
    plan.pooling.clear();
    if (const auto mode = models::pooling_mode(*name)) plan.pooling = {*mode};
  }
  plan.normalize = optional_flag(options, "normalize").value_or(plan.normalize);
  return plan;
}

Result<tokenizers::Encoding> encode_text(const models::Model& model, const std::string& text,
                                         bool truncate) {
  if (!truncate || !model.max_length) return encode(model, text);
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  return tokenizer->encode(text,
                           {.truncation = tokenizers::Truncation{.max_length = *model.max_length}});
}

json::Array to_json(std::vector<float> vector, bool normalize) {
  if (normalize) normalise(vector);
  json::Array numbers;
  numbers.reserve(vector.size());
  for (const float x : vector) numbers.emplace_back(json::number(x));
  return numbers;
}

json::Array embedding_of(const Tensor& hidden, const Plan& plan) {
  if (!plan.pooling.empty()) return to_json(models::pool(hidden, plan.pooling), plan.normalize);
  const auto dim = static_cast<std::size_t>(hidden.shape().back());
  const auto values = hidden.values<float>();
  json::Array rows;
  for (std::size_t at = 0; at < values.size(); at += dim) {
    const auto row = values.subspan(at, dim);
    rows.push_back(to_json({row.begin(), row.end()}, plan.normalize));
  }
  return rows;
}

Result<void> check_prompt(const json::Object& options) {
  const auto name = optional_text(options, "prompt_name");
  if (!name) return {};
  return fail(ErrorCode::invalid_option,
              "options.prompt_name: the repository has no prompt \"" + *name + "\"");
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  TRY(check_prompt(request.options));
  const bool single = request.inputs.at("text").is_string();
  const auto texts =
      single ? std::vector{text_at(request.inputs, "text")} : texts_at(request.inputs, "text");
  std::vector<tokenizers::Encoding> encodings;
  for (const auto& text : texts)
    encodings.push_back(TRY(encode_text(model, text, flag_at(request.options, "truncate"))));
  const auto hidden = TRY(forward(model, encodings, "last_hidden_state", context.stop));

  const auto plan = plan_for(request.options, model);
  json::Array embeddings;
  for (const auto& tensor : hidden) embeddings.push_back(embedding_of(tensor, plan));
  const auto dim = hidden.front().shape().back() *
                   static_cast<std::int64_t>(std::max<std::size_t>(plan.pooling.size(), 1));
  return json::Object{
      {"embedding", single ? embeddings.front() : json::Value(std::move(embeddings))},
      {"dim", dim}};
}

}  // namespace

Task feature_extraction() { return {.name = "feature-extraction", .heads = {"Model"}, .run = run}; }

}  // namespace hfi::tasks
