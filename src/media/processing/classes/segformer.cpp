// reference  transformers, models/segformer/image_processing_segformer.py

#include "media/processing/image_class.h"

namespace hfi::media {
namespace {

// The class neither crops nor pads, whatever its configuration says.
Result<Geometry> geometry(const Settings& settings, Size original) {
  return Geometry{TRY(plain_geometry(settings, original)).resized};
}

}  // namespace

ImageClass segformer_images() {
  return {.name = "SegformerImageProcessor",
          .model_types = {"segformer"},
          .defaults = {.do_resize = true,
                       .size = {.height = 512, .width = 512},
                       .do_rescale = true,
                       .do_normalize = true,
                       .image_mean = imagenet_mean,
                       .image_std = imagenet_std},
          .geometry = geometry};
}

}  // namespace hfi::media
