// reference  transformers, models/clip/image_processing_clip.py

#include "media/processing/image_class.h"

namespace hfi::media {

ImageClass clip_images() {
  return {.name = "CLIPImageProcessor",
          .model_types = {"clip", "clip_vision_model"},
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
