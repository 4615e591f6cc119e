// Object detection: a picture in, boxes around what is in it out.
// contract   object_detection.schema.json
// reference  transformers, pipelines/object_detection.py; DetrImageProcessor.post_process_object_detection

#include <algorithm>

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/vision/pictures.h"
#include "tensor/math.h"

namespace hfi::tasks {
namespace {

struct Detection {
  std::size_t label;
  float score;
  json::Object box;
};

// Whole pixels of the picture; a model may draw beyond its edges.
std::int64_t pixel(float place, std::int64_t extent) {
  return std::clamp(static_cast<std::int64_t>(place * static_cast<float>(extent)), std::int64_t{0},
                    extent);
}

// Centre, width and height as shares of the picture, to corners in pixels.
json::Object corners(std::span<const float> box, media::Size size) {
  return {{"xmin", pixel(box[0] - 0.5F * box[2], size.width)},
          {"ymin", pixel(box[1] - 0.5F * box[3], size.height)},
          {"xmax", pixel(box[0] + 0.5F * box[2], size.width)},
          {"ymax", pixel(box[1] + 0.5F * box[3], size.height)}};
}

// The last class is "no object" and never the answer.
std::vector<Detection> detections_in(const Tensor& logits, const Tensor& boxes, double threshold,
                                     media::Size size) {
  const auto classes = static_cast<std::size_t>(logits.shape().back());
  const auto queries = static_cast<std::size_t>(logits.dim(1));
  std::vector<Detection> found;
  for (std::size_t i = 0; i < queries; ++i) {
    const auto scores = softmax(logits.values<float>().subspan(i * classes, classes));
    const auto best = std::ranges::max_element(scores.begin(), scores.end() - 1);
    if (static_cast<double>(*best) > threshold)
      found.push_back({static_cast<std::size_t>(best - scores.begin()), *best,
                       corners(boxes.values<float>().subspan(i * 4, 4), size)});
  }
  std::ranges::stable_sort(found, std::greater{}, &Detection::score);
  return found;
}

Result<void> check_shapes(const models::Model& model, const Tensor& logits, const Tensor& boxes) {
  if (logits.rank() == 3 && logits.dim(2) > 1 &&
      boxes.shape() == Shape{logits.dim(0), logits.dim(1), 4})
    return models::check_labels(model, static_cast<std::size_t>(logits.dim(2)) - 1);
  return tl::unexpected(not_understood(model, "logits " + to_string(logits.shape()) +
                                                  " and pred_boxes " + to_string(boxes.shape()) +
                                                  " are not [1, queries, labels + 1] and [1, "
                                                  "queries, 4]"));
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto image = TRY(picture_in(request.inputs));
  const auto outputs = TRY(forward(model, image, context.stop));
  const auto logits = TRY(output(model, outputs, "logits"));
  const auto boxes = TRY(output(model, outputs, "pred_boxes"));
  TRY(check_shapes(model, logits, boxes));
  json::Array list;
  for (auto& found :
       detections_in(logits, boxes, number_at(request.options, "threshold"), image.size))
    list.push_back(json::Object{{"label", model.labels[found.label]},
                                {"score", json::number(found.score)},
                                {"box", std::move(found.box)}});
  return json::Object{{"detections", std::move(list)}};
}

}  // namespace

Task object_detection() {
  return {.name = "object-detection", .heads = {"ForObjectDetection"}, .run = run};
}

}  // namespace hfi::tasks
