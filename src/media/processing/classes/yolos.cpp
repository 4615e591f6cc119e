// reference  transformers, models/yolos/image_processing_yolos.py

#include "media/processing/classes/shared.h"

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
          .defaults = between_edges(),
          .geometry = geometry};
}

}  // namespace hfi::media
