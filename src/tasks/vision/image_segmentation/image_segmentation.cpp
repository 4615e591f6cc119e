// Image segmentation: a picture in, its regions and their names out.
// contract   image_segmentation.schema.json
// reference  transformers, pipelines/image_segmentation.py

#include <algorithm>

#include "media/encode.h"
#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/vision/image_segmentation/segments.h"
#include "tasks/vision/pictures.h"

namespace hfi::tasks {
namespace {

constexpr std::int64_t most_planes = 60'000;  // that the numbers of segments can tell apart

Result<void> check_planes(const models::Model& model, const Tensor& planes) {
  if (planes.rank() == 4 && planes.dim(0) == 1 && planes.count() > 0 && planes.dim(1) < most_planes)
    return {};
  return tl::unexpected(not_understood(model, "the output has the shape " +
                                                  to_string(planes.shape()) +
                                                  ", not [1, classes or queries, height, width]"));
}

Result<Segmentation> by_queries(const Request& request, const models::Model& model,
                                const Tensors& outputs, media::Size size) {
  const auto logits = TRY(output(model, outputs, "logits"));
  const auto masks = TRY(output(model, outputs, "pred_masks"));
  TRY(check_planes(model, masks));
  if (logits.rank() != 3 || logits.dim(1) != masks.dim(1) || logits.dim(2) < 2)
    return tl::unexpected(not_understood(
        model,
        "logits have the shape " + to_string(logits.shape()) + ", not [1, queries, labels + 1]"));
  TRY(models::check_labels(model, static_cast<std::size_t>(logits.dim(2)) - 1));
  if (optional_text(request.options, "subtask") == "semantic")
    return semantic_segments(class_scores(logits, masks), size);
  const auto option = [&](const char* name) { return number_at(request.options, name); };
  return query_segments(
      logits, masks,
      {option("threshold"), option("mask_threshold"), option("overlap_mask_area_threshold")}, size);
}

Result<Segmentation> by_classes(const Request& request, const models::Model& model,
                                const Tensors& outputs, media::Size size) {
  const auto subtask = optional_text(request.options, "subtask").value_or("semantic");
  if (subtask != "semantic")
    return fail(ErrorCode::invalid_option,
                R"(options.subtask: this model does "semantic" only, not ")" + subtask + "\"");
  const auto logits = TRY(output(model, outputs, "logits"));
  TRY(check_planes(model, logits));
  TRY(models::check_labels(model, static_cast<std::size_t>(logits.dim(1))));
  return semantic_segments(logits, size);
}

media::Image mask_of(const Segmentation& found, std::uint16_t number, media::Size size) {
  auto mask = media::blank(size, 1);
  std::ranges::transform(found.map, mask.pixels.begin(), [&](std::uint16_t value) {
    return static_cast<std::uint8_t>(value == number ? 255 : 0);
  });
  return mask;
}

bool is_wanted(const json::Object& options, const std::string& label) {
  const auto* classes = options.if_contains("classes");
  if (classes == nullptr || classes->is_null()) return true;
  const auto names = texts_at(options, "classes");
  return std::ranges::find(names, label) != names.end();
}

json::Array to_json(const Segmentation& found, const Request& request, const models::Model& model,
                    media::Size size) {
  json::Array list;
  for (const auto& segment : found.segments) {
    const auto& label = model.labels[segment.label];
    if (!is_wanted(request.options, label)) continue;
    json::Object row{{"label", label}};
    if (segment.score) row["score"] = json::number(*segment.score);
    row["mask_base64"] = media::png_data_uri(mask_of(found, segment.number, size));
    row["area"] = std::ranges::count(found.map, segment.number);
    list.push_back(std::move(row));
  }
  return list;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto image = TRY(picture_in(request.inputs));
  const auto outputs = TRY(forward(model, image, context.stop));
  auto found = TRY((outputs.contains("pred_masks") ? by_queries : by_classes)(request, model,
                                                                              outputs, image.size));
  std::ranges::stable_sort(found.segments, [](const Segment& a, const Segment& b) {
    return a.score.value_or(0) > b.score.value_or(0);
  });
  return json::Object{{"segments", to_json(found, request, model, image.size)},
                      {"width", image.size.width},
                      {"height", image.size.height}};
}

}  // namespace

Task image_segmentation() {
  return {.name = "image-segmentation",
          .heads = {"ForSegmentation", "ForSemanticSegmentation"},
          .run = run};
}

}  // namespace hfi::tasks
