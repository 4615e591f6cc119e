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

struct Seen {
  std::vector<float> vector;
  float scale;
};

Result<Seen> look_at(const Request& request, const models::Model& model,
                     const std::stop_token& stop) {
  const auto image = TRY(picture_in(request.inputs));
  auto item = TRY(prepared(model, image));
  const auto outputs = TRY(forward(model, "vision_model", {std::move(item)}, stop)).front();
  const auto embeds = TRY(output(model, outputs, "image_embeds")).values<float>();
  Seen seen{{embeds.begin(), embeds.end()},
            TRY(output(model, outputs, "scale")).values<float>().front()};
  normalise(seen.vector);
  return seen;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto labels = texts_at(request.inputs, "candidate_labels");
  const auto hypothesis = text_at(request.options, "hypothesis_template");
  std::vector<std::string> sentences;
  for (const auto& label : labels) sentences.push_back(fill_in(hypothesis, label));
  const auto seen = TRY(look_at(request, model, context.stop));

  std::vector<float> logits;
  for (const auto& vector : TRY(text_vectors(model, sentences, context.stop))) {
    double product = 0;
    for (std::size_t i = 0; i < std::min(vector.size(), seen.vector.size()); ++i)
      product += static_cast<double>(vector[i]) * seen.vector[i];
    logits.push_back(static_cast<float>(product * seen.scale));
  }
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
