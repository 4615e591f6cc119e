#pragma once
// Pictures out of bytes, as PIL.ImageOps.exif_transpose(PIL.Image.open(…)).convert("RGB") gives them.

#include <string>
#include <string_view>

#include "core/result.h"
#include "media/formats/format.h"
#include "media/image.h"

namespace hfi::media {

// The bytes of a data URI, or of bare base64. Fails with invalid_input.
Result<std::string> bytes_of(std::string_view data_uri);

// RGB and upright. The format is known by the first bytes. Fails with invalid_input, also for what the limits forbid.
Result<Image> decode_image(std::string_view bytes, const ImageLimits& limits = {});

}  // namespace hfi::media
