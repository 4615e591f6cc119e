#pragma once
// Defaults that several image processor classes of the reference have in common.

#include "media/processing/image_class.h"

namespace hfi::media {

// Of BitImageProcessor and CLIPImageProcessor.
inline Settings square_of_shortest_edge() {
  return {.do_resize = true,
          .size = {.shortest_edge = 224},
          .default_to_square = false,
          .resample = Resampling::bicubic,
          .do_center_crop = true,
          .crop_size = {.height = 224, .width = 224},
          .do_rescale = true,
          .do_normalize = true,
          .image_mean = clip_mean,
          .image_std = clip_std};
}

// Of DetrImageProcessor and YolosImageProcessor.
inline Settings between_edges() {
  return {.do_resize = true,
          .size = {.shortest_edge = 800, .longest_edge = 1333},
          .default_to_square = false,
          .do_rescale = true,
          .do_normalize = true,
          .image_mean = imagenet_mean,
          .image_std = imagenet_std,
          .do_pad = true};
}

}  // namespace hfi::media
