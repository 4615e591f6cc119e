// reference  transformers, models/mobilenet_v2/image_processing_mobilenet_v2.py

#include "media/processing/image_class.h"

namespace hfi::media {

ImageClass mobilenet_v2_images() {
  return {.name = "MobileNetV2ImageProcessor",
          .model_types = {"mobilenet_v2"},
          .defaults = {.do_resize = true,
                       .size = {.shortest_edge = 256},
                       .default_to_square = false,
                       .do_center_crop = true,
                       .crop_size = {.height = 224, .width = 224},
                       .do_rescale = true,
                       .do_normalize = true,
                       .image_mean = halves,
                       .image_std = halves}};
}

}  // namespace hfi::media
