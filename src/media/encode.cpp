#include "media/encode.h"

#include <png.h>

#include "core/base64.h"

namespace hfi::media {
namespace {

constexpr int quick = 3;  // zlib's level: masks and depth maps compress well anyway

void append(png_structp png, png_bytep bytes, std::size_t count) {
  static_cast<std::string*>(png_get_io_ptr(png))
      ->append(reinterpret_cast<const char*>(bytes), count);
}

}  // namespace

// Writing to memory cannot fail but for lack of it, so the library's error handler, which aborts, is left in place.
std::string encode_png(const Image& image) {
  std::string bytes;
  auto* png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  auto* info = png_create_info_struct(png);
  png_set_write_fn(png, &bytes, append, [](png_structp) {});
  png_set_compression_level(png, quick);
  png_set_IHDR(png, info, static_cast<png_uint_32>(image.size.width),
               static_cast<png_uint_32>(image.size.height), 8,
               image.channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  for (std::int64_t y = 0; y < image.size.height; ++y) png_write_row(png, image.row(y));
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

std::string png_data_uri(const Image& image) {
  return "data:image/png;base64," + base64_encode(encode_png(image));
}

}  // namespace hfi::media
