// reference  transformers, models/yolos/image_processing_yolos.py

#include "media/processing/image_class.h"

namespace hfi::media {
namespace {

constexpr std::int64_t patch = 16;

// As DetrImageProcessor, but both edges are cut to whole patches.
Result<Geometry> geometry(const Settings& settings, Size original) {
  auto plan = TRY(unpadded_geometry(settings, original));
  if (settings.do_resize && settings.size.shortest_edge && settings.size.longest_edge)
    plan.resized = {plan.resized.height / patch * patch, plan.resized.width / patch * patch};
  return plan;
}

}  // namespace

ImageClass yolos_images() {
  return {.name = "YolosImageProcessor",
          .model_types = {"yolos"},
          .defaults = {.do_resize = true,
                       .size = {.shortest_edge = 800, .longest_edge = 1333},
                       .default_to_square = false,
                       .do_rescale = true,
                       .do_normalize = true,
                       .image_mean = imagenet_mean,
                       .image_std = imagenet_std,
                       .do_pad = true},
          .geometry = geometry};
}

}  // namespace hfi::media
