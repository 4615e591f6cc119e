// Feature extraction: texts in, vectors out, pooled and normalised as the repository declares.
// contract   feature_extraction.schema.json
// reference  transformers, pipelines/feature_extraction.py; sentence_transformers, SentenceTransformer.encode

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/embeddings.h"

namespace hfi::tasks {
namespace {

json::Array to_json(const std::vector<float>& vector) {
  json::Array numbers;
  numbers.reserve(vector.size());
  for (const float x : vector) numbers.emplace_back(json::number(x));
  return numbers;
}

// A pooled text is one vector, any other a list of them.
json::Array to_json(const Embedding& embedding, bool pooled) {
  if (pooled) return to_json(embedding.front());
  json::Array rows;
  for (const auto& row : embedding) rows.push_back(to_json(row));
  return rows;
}

bool pools(const json::Object& options, const models::Model& model) {
  const auto asked = optional_text(options, "pooling");
  return asked ? *asked != "none" : model.sentence && !model.sentence->pooling.empty();
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const bool single = request.inputs.at("text").is_string();
  const auto texts =
      single ? std::vector{text_at(request.inputs, "text")} : texts_at(request.inputs, "text");
  const EmbeddingOptions options{.pooling = optional_text(request.options, "pooling"),
                                 .normalize = optional_flag(request.options, "normalize"),
                                 .prompt_name = optional_text(request.options, "prompt_name"),
                                 .truncate = flag_at(request.options, "truncate")};
  const auto embeddings = TRY(embed(model, texts, options, context.stop));

  json::Array list;
  for (const auto& embedding : embeddings)
    list.push_back(to_json(embedding, pools(request.options, model)));
  return json::Object{{"embedding", single ? list.front() : json::Value(std::move(list))},
                      {"dim", embeddings.front().front().size()}};
}

}  // namespace

Task feature_extraction() { return {.name = "feature-extraction", .heads = {"Model"}, .run = run}; }

}  // namespace hfi::tasks
