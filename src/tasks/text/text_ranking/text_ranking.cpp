// Text ranking: a cross-encoder reads a query together with each text and says how well they go together.
// contract   text_ranking.schema.json
// reference  sentence_transformers, CrossEncoder.rank and CrossEncoder.predict

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/sequences.h"
#include "tensor/math.h"

namespace hfi::tasks {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs pairs_of(const json::Object& inputs) {
  Pairs pairs;
  if (inputs.contains("pairs")) {
    for (const auto& pair : inputs.at("pairs").as_array())
      pairs.emplace_back(pair.at(0).as_string(), pair.at(1).as_string());
    return pairs;
  }
  const auto query = text_at(inputs, "query");
  for (auto& text : texts_at(inputs, "candidates")) pairs.emplace_back(query, std::move(text));
  return pairs;
}

std::optional<std::string> text_in(const json::Object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

// "sentence_transformers": {"activation_fn": …}, or the key that versions before 4 wrote
std::optional<std::string> declared_activation(const json::Object& config) {
  if (const auto* section = config.if_contains("sentence_transformers");
      section != nullptr && section->is_object())
    if (auto name = text_in(section->get_object(), "activation_fn")) return name;
  return text_in(config, "sbert_ce_default_activation_function");
}

// The sigmoid, unless config.json declares another function for the one output.
Result<bool> takes_sigmoid(const models::Model& model) {
  const auto path = declared_activation(model.config.object());
  if (!path) return true;
  const auto name = path->substr(path->rfind('.') + 1);
  if (name == "Sigmoid" || name == "Identity") return name == "Sigmoid";
  return fail(ErrorCode::model_unsupported,
              "config.json: the activation function \"" + *path + "\" is not built in");
}

Result<void> check_outputs(const Tensor& logits) {
  if (logits.count() == 1) return {};
  return fail(ErrorCode::model_unsupported, "the model gives " + std::to_string(logits.count()) +
                                                " scores for a pair of texts; ranking needs one");
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const bool squash = !flag_at(request.options, "raw_scores") && TRY(takes_sigmoid(model));
  std::vector<tokenizers::Encoding> encodings;
  for (const auto& [query, text] : pairs_of(request.inputs)) {
    const auto* list = request.inputs.contains("pairs") ? "inputs.pairs[" : "inputs.candidates[";
    const auto where = list + std::to_string(encodings.size()) + "]";
    encodings.push_back(TRY(encode(model, query, text, where)));
  }
  std::vector<float> scores;
  for (const auto& logits : TRY(forward(model, encodings, "logits", context.stop))) {
    TRY(check_outputs(logits));
    scores.push_back(logits.values<float>().front());
  }
  if (squash) scores = sigmoid(scores);

  json::Array list;
  for (const float score : scores) list.emplace_back(json::number(score));
  json::Array order;
  const auto top_k = optional_count(request.options, "top_k").value_or(scores.size());
  for (const auto index : top_indices(scores, top_k)) order.emplace_back(index);
  return json::Object{{"scores", std::move(list)}, {"indices", std::move(order)}};
}

}  // namespace

Task text_ranking() {
  return {.name = "text-ranking", .heads = {"ForSequenceClassification"}, .run = run};
}

}  // namespace hfi::tasks
