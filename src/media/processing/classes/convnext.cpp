// reference  transformers, models/convnext/image_processing_convnext.py

#include "media/processing/image_class.h"

namespace hfi::media {
namespace {

// Below 384 pixels the picture is resized to a little more and cut to a square, from there on it is warped to one.
Result<Geometry> geometry(const Settings& settings, Size original) {
  auto plan = TRY(plain_geometry(settings, original));
  if (!settings.do_resize) return plan;
  if (!settings.size.shortest_edge)
    return fail(ErrorCode::model_invalid,
                "preprocessor_config.json: size: ConvNextImageProcessor needs shortest_edge");
  const auto edge = *settings.size.shortest_edge;
  if (edge >= 384) {
    plan.resized = {edge, edge};
    return plan;
  }
  const auto larger = static_cast<std::int64_t>(static_cast<double>(edge) / settings.crop_pct);
  plan.resized = with_shortest_edge(original, larger);
  if (!plan.cropped) plan.cropped = Size{edge, edge};
  return plan;
}

}  // namespace

ImageClass convnext_images() {
  return {.name = "ConvNextImageProcessor",
          .model_types = {"convnext", "resnet"},
          .defaults = {.do_resize = true,
                       .size = {.shortest_edge = 384},
                       .default_to_square = false,
                       .resample = Resampling::bicubic,
                       .do_rescale = true,
                       .do_normalize = true,
                       .image_mean = halves,
                       .image_std = halves},
          .geometry = geometry};
}

}  // namespace hfi::media
