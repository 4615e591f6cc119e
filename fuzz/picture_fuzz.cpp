#include "media/decode.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace hfi::media;
  // small, so that time goes into many files instead of large ones
  const ImageLimits limits{.bytes = 1U << 20U, .pixels = 1 << 20, .edge = 65'500};
  const auto image = decode_image({reinterpret_cast<const char*>(data), size}, limits);
  if (!image) return 0;
  const auto& [extent, channels, pixels] = *image;
  const bool whole = pixels.size() == static_cast<std::size_t>(extent.height * extent.width * 3);
  if (channels != 3 || !whole || extent.height * extent.width > limits.pixels) std::abort();
  return 0;
}
