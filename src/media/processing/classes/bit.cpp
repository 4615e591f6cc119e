// reference  transformers, models/bit/image_processing_bit.py

#include "media/processing/image_class.h"

namespace hfi::media {

ImageClass bit_images() {
  return {.name = "BitImageProcessor",
          .model_types = {"dinov2"},
          .defaults = {.do_resize = true,
                       .size = {.shortest_edge = 224},
                       .default_to_square = false,
                       .resample = Resampling::bicubic,
                       .do_center_crop = true,
                       .crop_size = {.height = 224, .width = 224},
                       .do_rescale = true,
                       .do_normalize = true,
                       .image_mean = clip_mean,
                       .image_std = clip_std}};
}

}  // namespace hfi::media
