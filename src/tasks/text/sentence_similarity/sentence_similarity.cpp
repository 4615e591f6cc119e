// Sentence similarity: how alike texts are, as the cosine of their vectors.
// contract   sentence_similarity.schema.json
// reference  sentence_transformers, SentenceTransformer.similarity (util.cos_sim)

#include <cmath>

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/embeddings.h"

namespace hfi::tasks {
namespace {

// differs from the reference, which would take the mean of the tokens where a repository says nothing
Result<void> check_pools(const models::Model& model) {
  if (model.sentence && !model.sentence->pooling.empty()) return {};
  return fail(ErrorCode::model_unsupported,
              model.repository.id +
                  ": no modules.json says how the vectors of tokens become one; use "
                  "feature-extraction with a `pooling`");
}

double cosine(const std::vector<float>& a, const std::vector<float>& b) {
  double dot = 0;
  double squares_a = 0;
  double squares_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    dot += static_cast<double>(a[i]) * b[i];
    squares_a += static_cast<double>(a[i]) * a[i];
    squares_b += static_cast<double>(b[i]) * b[i];
  }
  const double lengths = std::sqrt(squares_a) * std::sqrt(squares_b);
  return lengths == 0 ? 0 : dot / lengths;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  TRY(check_pools(model));
  const bool pair = request.inputs.contains("text");
  std::vector<std::string> texts{text_at(request.inputs, pair ? "text" : "source_sentence")};
  const auto others = pair ? std::vector{text_at(request.inputs, "text_pair")}
                           : texts_at(request.inputs, "sentences");
  texts.insert(texts.end(), others.begin(), others.end());
  const auto vectors = TRY(embed(model, texts, {}, context.stop));

  json::Array scores;
  for (std::size_t i = 1; i < vectors.size(); ++i)
    scores.push_back(
        json::number(static_cast<float>(cosine(vectors.front().front(), vectors[i].front()))));
  if (pair) return json::Object{{"score", scores.front()}};
  return json::Object{{"scores", std::move(scores)}};
}

}  // namespace

Task sentence_similarity() {
  return {.name = "sentence-similarity", .heads = {"Model"}, .run = run};
}

}  // namespace hfi::tasks
