#pragma once
// Pictures into bytes.

#include <string>

#include "media/image.h"

namespace hfi::media {

// A PNG with 8 bits per channel, grey or RGB.
std::string encode_png(const Image& image);

// The PNG as "data:image/png;base64,…".
std::string png_data_uri(const Image& image);

}  // namespace hfi::media
