// reference  transformers, models/detr/image_processing_detr.py

#include "media/processing/classes/shared.h"

namespace hfi::media {
ImageClass detr_images() {
  return {.name = "DetrImageProcessor",
          .model_types = {"detr"},
          .defaults = between_edges(),
          .geometry = unpadded_geometry};
}

}  // namespace hfi::media
