// reference  transformers, models/detr/image_processing_detr.py

#include "media/processing/image_class.h"

namespace hfi::media {
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
          .geometry = unpadded_geometry};
}

}  // namespace hfi::media
