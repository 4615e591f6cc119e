// Zero-shot classification: each label becomes a hypothesis, and a model of natural language inference says whether the
// text entails it.
// contract   zero_shot_classification.schema.json
// reference  transformers, pipelines/zero_shot_classification.py; https://arxiv.org/abs/1909.00161

#include <algorithm>

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/sequences.h"
#include "tensor/math.h"

namespace hfi::tasks {
namespace {

constexpr std::string_view place = "{}";

Result<std::string> hypothesis(const std::string& pattern, const std::string& label) {
  const auto at = pattern.find(place);
  if (at == std::string::npos || pattern.find(place, at + 1) != std::string::npos)
    return fail(ErrorCode::invalid_option, "options.hypothesis_template: \"" + pattern +
                                               "\": write {} once, where the label should go");
  auto text = pattern;
  return text.replace(at, place.size(), label);
}

bool is_entailment(std::string label) {
  std::ranges::transform(label, label.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return label.starts_with("entail");
}

// differs from the reference, which takes the last class where none is called so
Result<std::size_t> entailment_id(const models::Model& model) {
  const auto found = std::ranges::find_if(model.labels, is_entailment);
  if (found != model.labels.end()) return static_cast<std::size_t>(found - model.labels.begin());
  return fail(ErrorCode::model_unsupported,
              "config.json: no label begins with \"entail\": the model was not made for natural "
              "language inference");
}

// Each label by itself: entailment against contradiction, which is the first class or, where that is the entailment, the last.
std::vector<float> judged_alone(const std::vector<Tensor>& logits, std::size_t entailment) {
  std::vector<float> scores;
  for (const auto& one : logits) {
    const auto values = one.values<float>();
    const float contradiction = entailment == 0 ? values.back() : values.front();
    scores.push_back(softmax(std::vector{contradiction, values[entailment]})[1]);
  }
  return scores;
}

std::vector<float> judged_together(const std::vector<Tensor>& logits, std::size_t entailment) {
  std::vector<float> entailments;
  for (const auto& one : logits) entailments.push_back(one.values<float>()[entailment]);
  return softmax(entailments);
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto entailment = TRY(entailment_id(model));
  const auto text = text_at(request.inputs, "text");
  const auto labels = texts_at(request.inputs, "candidate_labels");
  const auto pattern = text_at(request.options, "hypothesis_template");
  std::vector<tokenizers::Encoding> encodings;
  for (const auto& label : labels) {
    const auto claim = TRY(hypothesis(pattern, label));
    encodings.push_back(TRY(encode(model, text, claim)));
  }
  const auto logits = TRY(forward(model, encodings, "logits", context.stop));
  TRY(models::check_labels(model, logits.front().count()));

  const bool alone = flag_at(request.options, "multi_label") || labels.size() == 1;
  const auto scores =
      alone ? judged_alone(logits, entailment) : judged_together(logits, entailment);
  json::Array list;
  for (const auto index : top_indices(scores, scores.size()))
    list.push_back(json::Object{{"label", labels[index]}, {"score", json::number(scores[index])}});
  return json::Object{{"predictions", std::move(list)}};
}

}  // namespace

Task zero_shot_classification() {
  return {.name = "zero-shot-classification", .heads = {"ForSequenceClassification"}, .run = run};
}

}  // namespace hfi::tasks
