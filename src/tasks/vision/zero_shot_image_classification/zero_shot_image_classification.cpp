// Zero-shot image classification: a picture and labels in, how well each label fits out.
// contract   zero_shot_image_classification.schema.json
// reference  transformers, pipelines/zero_shot_image_classification.py

#include "media/image.h"
#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/sequences.h"
#include "tasks/vision/pictures.h"
#include "tensor/math.h"

namespace hfi::tasks {
namespace {

std::string fill_in(std::string sentence, const std::string& label) {
  const auto at = sentence.find("{}");
  return at == std::string::npos ? sentence : sentence.replace(at, 2, label);
}

Result<std::vector<std::vector<float>>> text_vectors(const models::Model& model,
                                                     const std::vector<std::string>& sentences,
                                                     const std::stop_token& stop) {
  models::Items items;
  for (const auto& sentence : sentences) {
    auto item = item_of(TRY(encode(model, sentence)));
    item.erase("token_type_ids");
    items.push_back(std::move(item));
  }
  std::vector<std::vector<float>> vectors;
  for (const auto& outputs : TRY(forward(model, "text_model", items, stop))) {
    const auto embeds = TRY(output(model, outputs, "text_embeds")).values<float>();
    normalise(vectors.emplace_back(embeds.begin(), embeds.end()));
  }
  return vectors;
}

// The factor is a weight, not a setting: exports of the towers alone do not hold it.
Result<float> factor(const models::Model& model, const Tensors& outputs) {
  if (const auto scale = outputs.find("scale"); scale != outputs.end())
    return scale->second.values<float>().front();
  return tl::unexpected(not_understood(
      model,
      "text_model.onnx and vision_model.onnx do not hold the factor logit_scale between "
      "their vectors, which model.onnx has"));
}

Result<std::vector<float>> by_towers(const Request& request, const models::Model& model,
                                     const std::vector<std::string>& sentences,
                                     const std::stop_token& stop) {
  const auto outputs = TRY(forward(model, TRY(picture_in(request.inputs)), stop));
  const auto scale = TRY(factor(model, outputs));
  const auto embeds = TRY(output(model, outputs, "image_embeds")).values<float>();
  std::vector<float> seen(embeds.begin(), embeds.end());
  normalise(seen);
  std::vector<float> logits;
  for (const auto& vector : TRY(text_vectors(model, sentences, stop))) {
    double product = 0;
    for (std::size_t i = 0; i < std::min(vector.size(), seen.size()); ++i)
      product += static_cast<double>(vector[i]) * seen[i];
    logits.push_back(static_cast<float>(product * scale));
  }
  return logits;
}

// Rows of token ids, or of a mask, filled up with zeros: the network looks at nothing behind the end of a text.
Tensor rows_of(const std::vector<std::vector<std::int64_t>>& rows) {
  std::size_t longest = 0;
  for (const auto& row : rows) longest = std::max(longest, row.size());
  Tensor tensor(DType::i64,
                {static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(longest)});
  auto out = tensor.mutable_values<std::int64_t>();
  std::ranges::fill(out, 0);
  for (const auto& row : rows) {
    std::ranges::copy(row, out.begin());
    out = out.subspan(longest);
  }
  return tensor;
}

// An export of both towers in one file multiplies the vectors itself.
Result<std::vector<float>> at_once(const Request& request, const models::Model& model,
                                   const std::vector<std::string>& sentences,
                                   const std::stop_token& stop) {
  std::vector<std::vector<std::int64_t>> ids;
  std::vector<std::vector<std::int64_t>> mask;
  for (const auto& sentence : sentences) {
    const auto encoding = TRY(encode(model, sentence));
    ids.emplace_back(encoding.ids.begin(), encoding.ids.end());
    mask.emplace_back(encoding.ids.size(), 1);
  }
  auto item = TRY(prepared(model, TRY(picture_in(request.inputs))));
  item.emplace("input_ids", rows_of(ids));
  item.emplace("attention_mask", rows_of(mask));
  const auto outputs = TRY(forward(model, "model", {std::move(item)}, stop)).front();
  const auto logits = TRY(output(model, outputs, "logits_per_image"));
  if (logits.count() != sentences.size())
    return tl::unexpected(not_understood(model, "logits_per_image has the shape " +
                                                    to_string(logits.shape()) + " for " +
                                                    std::to_string(sentences.size()) + " labels"));
  const auto values = logits.values<float>();
  return std::vector<float>(values.begin(), values.end());
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto labels = texts_at(request.inputs, "candidate_labels");
  const auto hypothesis = text_at(request.options, "hypothesis_template");
  std::vector<std::string> sentences;
  for (const auto& label : labels) sentences.push_back(fill_in(hypothesis, label));
  const bool together = model.networks.contains("model");
  const auto logits =
      TRY((together ? at_once : by_towers)(request, model, sentences, context.stop));

  const auto scores = softmax(logits);
  json::Array list;
  for (const auto index : top_indices(scores, scores.size()))
    list.push_back(json::Object{{"label", labels[index]}, {"score", json::number(scores[index])}});
  return json::Object{{"predictions", std::move(list)}};
}

}  // namespace

Task zero_shot_image_classification() {
  return {.name = "zero-shot-image-classification", .heads = {"CLIPModel"}, .run = run};
}

}  // namespace hfi::tasks
