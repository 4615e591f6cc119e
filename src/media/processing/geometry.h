#pragma once
// Which sizes a picture takes on its way into a model. Pure arithmetic, rounded as Python rounds it.
// reference  transformers, image_processing_backends.py, image_transforms.py

#include <optional>

#include "media/processing/settings.h"

namespace hfi::media {

struct Geometry {
  Size resized;
  std::optional<Size> cropped{};  // around the centre; what lies outside is black
  std::optional<Size> padded{};   // with zeros, after the numbers were normalised
  bool pad_centred = false;       // else to the right and below
};

// What most classes do: resize by `size`, crop to `crop_size`, pad to `pad_size`. Fails with model_invalid when the
// configuration leaves a size open, and with invalid_input for a picture too thin to be resized.
Result<Geometry> plain_geometry(const Settings& settings, Size original);

// The same for classes that pad the pictures of one call to a common size: here each is a call of its own, and a pad_size
// that would need a mask fails with model_unsupported.
Result<Geometry> unpadded_geometry(const Settings& settings, Size original);

// The shorter edge becomes `shortest`.
Size with_shortest_edge(Size original, std::int64_t shortest);

// The same, but the longer edge becomes `longest` at most.
Size with_edges(Size original, std::int64_t shortest, std::int64_t longest);

// Where a crop of `size` around the centre begins; negative where it is larger than the picture.
struct Corner {
  std::int64_t top;
  std::int64_t left;
};
Corner centre_crop(Size picture, Size size);

}  // namespace hfi::media
