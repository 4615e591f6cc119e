// reference  transformers, models/detr/image_processing_detr.py

#include "media/processing/image_class.h"

namespace hfi::media {
namespace {

// The reference pads the pictures of one call to a common size; here each is a call of its own.
Result<Geometry> geometry(const Settings& settings, Size original) {
  auto plan = TRY(plain_geometry(settings, original));
  if (settings.do_pad && plan.padded && *plan.padded != plan.resized)
    return fail(ErrorCode::model_unsupported,
                "preprocessor_config.json: pad_size: padding needs a mask, which is not built in");
  plan.padded.reset();
  return plan;
}

}  // namespace

ImageClass detr_images() {
  return {.name = "DetrImageProcessor",
          .model_types = {"detr"},
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
