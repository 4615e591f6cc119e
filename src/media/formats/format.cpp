#include "media/formats/format.h"

#include <algorithm>

namespace hfi::media {
namespace {

// Numbers in the byte order that a TIFF header names.
struct Reader {
  std::string_view bytes;
  bool little;

  [[nodiscard]] std::uint32_t at(std::size_t offset, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(bytes[offset + (little ? size - 1 - i : i)]);
      value = value << 8U | byte;
    }
    return value;
  }
};

constexpr std::uint32_t orientation_tag = 0x0112;

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
#define FORMAT(name) name##_format(),
#include "media/formats/catalog.def"
#undef FORMAT
  };
  return all;
}

Result<void> check_size(Size size, const ImageLimits& limits) {
  const auto text = std::to_string(size.width) + " x " + std::to_string(size.height);
  if (size.width < 1 || size.height < 1)
    return fail(ErrorCode::invalid_input, "the picture has the size " + text);
  if (std::max(size.width, size.height) > limits.edge || size.width > limits.pixels / size.height)
    return fail(ErrorCode::invalid_input,
                "the picture has " + text + " pixels, at most " + std::to_string(limits.pixels) +
                    " are taken, and " + std::to_string(limits.edge) + " in a row or column",
                {{"width", size.width}, {"height", size.height}, {"max_pixels", limits.pixels}});
  return {};
}

Result<void> check_frames(std::size_t frames) {
  if (frames == 1) return {};
  return fail(ErrorCode::invalid_input,
              "the picture has " + std::to_string(frames) + " frames or pages; send one of them",
              {{"frames", frames}});
}

int exif_orientation(std::string_view exif) {
  if (exif.starts_with(std::string_view("Exif\0\0", 6))) exif.remove_prefix(6);
  if (exif.size() < 14) return 1;
  const Reader reader{exif, exif.starts_with("II")};
  if (!reader.little && !exif.starts_with("MM")) return 1;
  const auto start = reader.at(4, 4);
  if (start > exif.size() - 2) return 1;
  const auto entries = reader.at(start, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const auto entry = start + 2 + 12 * i;
    if (entry + 12 > exif.size()) return 1;
    constexpr std::uint32_t short_type = 3;
    if (reader.at(entry, 2) == orientation_tag && reader.at(entry + 2, 2) == short_type)
      return static_cast<int>(reader.at(entry + 8, 2));
  }
  return 1;
}

void cmyk_to_rgb(const std::uint8_t* cmyk, std::uint8_t* rgb) {
  const int white = 255 - cmyk[3];
  for (int i = 0; i < 3; ++i) {
    const int product = cmyk[i] * white + 128;
    rgb[i] =
        static_cast<std::uint8_t>(std::clamp(white - (((product >> 8) + product) >> 8), 0, 255));
  }
}

}  // namespace hfi::media
