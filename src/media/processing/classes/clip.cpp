// reference  transformers, models/clip/image_processing_clip.py

#include "media/processing/classes/shared.h"

namespace hfi::media {

ImageClass clip_images() {
  return {.name = "CLIPImageProcessor",
          .model_types = {"clip", "clip_vision_model"},
          .defaults = square_of_shortest_edge()};
}

}  // namespace hfi::media
