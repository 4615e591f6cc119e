// reference  transformers, models/vit/image_processing_vit.py

#include "media/processing/image_class.h"

namespace hfi::media {

ImageClass vit_images() {
  return {.name = "ViTImageProcessor",
          .model_types = {"vit"},
          .defaults = {.do_resize = true,
                       .size = {.height = 224, .width = 224},
                       .do_rescale = true,
                       .do_normalize = true,
                       .image_mean = halves,
                       .image_std = halves}};
}

}  // namespace hfi::media
