// reference  transformers, models/bit/image_processing_bit.py

#include "media/processing/classes/shared.h"

namespace hfi::media {

ImageClass bit_images() {
  return {.name = "BitImageProcessor",
          .model_types = {"dinov2"},
          .defaults = square_of_shortest_edge()};
}

}  // namespace hfi::media
