// TIFF 6.0, by libtiff: bilevel, grey, palette, RGB and CMYK with 1, 8 or 16 bits, in strips or tiles.

#include <tiffio.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "media/formats/format.h"

namespace hfi::media {
namespace {

auto broken(const std::string& why) {
  return fail(ErrorCode::invalid_input, "the TIFF cannot be decoded: " + why);
}

struct Source {
  std::string_view bytes;
  toff_t at = 0;
};

Source& source(thandle_t handle) { return *static_cast<Source*>(handle); }

tmsize_t read(thandle_t handle, void* out, tmsize_t count) {
  auto& from = source(handle);
  const auto left = from.at < from.bytes.size() ? from.bytes.size() - from.at : 0;
  const auto taken = std::min(left, static_cast<std::size_t>(count));
  if (taken > 0) std::memcpy(out, from.bytes.data() + from.at, taken);
  from.at += taken;
  return static_cast<tmsize_t>(taken);
}

toff_t seek(thandle_t handle, toff_t offset, int whence) {
  auto& from = source(handle);
  if (whence == SEEK_CUR) offset += from.at;
  if (whence == SEEK_END) offset += from.bytes.size();
  return from.at = offset;
}

int map(thandle_t handle, void** base, toff_t* size) {
  *base = const_cast<char*>(source(handle).bytes.data());
  *size = source(handle).bytes.size();
  return 1;
}

using File = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

File open(Source& from) {
  // the library writes to the standard error stream unless told not to
  TIFFSetErrorHandler(nullptr);
  TIFFSetWarningHandler(nullptr);
  return {TIFFClientOpen(
              "", "r", &from, read, [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; }, seek,
              [](thandle_t) { return 0; },
              [](thandle_t handle) -> toff_t { return source(handle).bytes.size(); }, map,
              [](thandle_t, void*, toff_t) {}),
          TIFFClose};
}

struct Layout {
  Size size;
  std::uint16_t bits = 1;
  std::uint16_t samples = 1;
  std::uint16_t colours = PHOTOMETRIC_MINISWHITE;
  std::uint16_t compression = COMPRESSION_NONE;
  std::uint16_t orientation = 1;
  bool separate = false;

  [[nodiscard]] std::size_t pixel_bytes() const { return std::size_t{samples} * bits / 8; }
};

Layout layout_of(TIFF* file) {
  Layout layout;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint16_t planes = PLANARCONFIG_CONTIG;
  TIFFGetField(file, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(file, TIFFTAG_IMAGELENGTH, &height);
  TIFFGetFieldDefaulted(file, TIFFTAG_BITSPERSAMPLE, &layout.bits);
  TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLESPERPIXEL, &layout.samples);
  TIFFGetField(file, TIFFTAG_PHOTOMETRIC, &layout.colours);
  TIFFGetFieldDefaulted(file, TIFFTAG_COMPRESSION, &layout.compression);
  TIFFGetFieldDefaulted(file, TIFFTAG_ORIENTATION, &layout.orientation);
  TIFFGetFieldDefaulted(file, TIFFTAG_PLANARCONFIG, &planes);
  layout.size = {height, width};
  layout.separate = planes == PLANARCONFIG_SEPARATE;
  return layout;
}

Result<void> check_layout(const Layout& layout, std::uint16_t format) {
  const bool grey =
      layout.colours == PHOTOMETRIC_MINISBLACK || layout.colours == PHOTOMETRIC_MINISWHITE;
  const bool one_bit = layout.bits == 1 && layout.samples == 1 && grey;
  const bool bytes = layout.bits == 8 || layout.bits == 16;
  const std::uint16_t least = layout.colours == PHOTOMETRIC_SEPARATED         ? 4
                              : grey || layout.colours == PHOTOMETRIC_PALETTE ? 1
                                                                              : 3;
  const bool known =
      grey || layout.colours == PHOTOMETRIC_RGB ||
      (layout.colours == PHOTOMETRIC_SEPARATED && layout.bits == 8) ||
      (layout.colours == PHOTOMETRIC_PALETTE && layout.bits == 8) ||
      (layout.colours == PHOTOMETRIC_YCBCR && layout.compression == COMPRESSION_JPEG);
  if (known && (one_bit || bytes) && layout.samples >= least && layout.samples <= 5 &&
      format == SAMPLEFORMAT_UINT && !layout.separate)
    return {};
  return broken("its layout (photometric " + std::to_string(layout.colours) + ", " +
                std::to_string(layout.samples) + " samples of " + std::to_string(layout.bits) +
                " bits) is not read here");
}

// Rows of the file's samples, one after the other.
class Rows {
 public:
  Rows(TIFF* file, const Layout& layout) : file_(file), layout_(layout) {
    stride_ = (static_cast<std::size_t>(layout.size.width) * layout.samples * layout.bits + 7) / 8;
  }

  Result<std::vector<std::uint8_t>> read() {
    samples_.resize(stride_ * static_cast<std::size_t>(layout_.size.height));
    TRY(TIFFIsTiled(file_) != 0 ? read_tiles() : read_strips());
    return std::move(samples_);
  }

  [[nodiscard]] std::size_t stride() const { return stride_; }

 private:
  Result<void> read_strips() {
    if (static_cast<std::size_t>(TIFFScanlineSize(file_)) != stride_)
      return broken("its rows are of an unexpected length");
    for (std::int64_t y = 0; y < layout_.size.height; ++y)
      if (TIFFReadScanline(file_, samples_.data() + static_cast<std::size_t>(y) * stride_,
                           static_cast<std::uint32_t>(y), 0) != 1)
        return broken("it is truncated or damaged");
    return {};
  }

  Result<void> read_tiles() {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    TIFFGetField(file_, TIFFTAG_TILEWIDTH, &width);
    TIFFGetField(file_, TIFFTAG_TILELENGTH, &height);
    const auto bytes = static_cast<std::size_t>(TIFFTileSize(file_));
    if (layout_.bits < 8 || width == 0 || height == 0 || width > 8192 || height > 8192 ||
        bytes != std::size_t{width} * height * layout_.pixel_bytes())
      return broken("its tiles are of an unexpected size");
    std::vector<std::uint8_t> tile(bytes);
    for (std::uint32_t y = 0; y < layout_.size.height; y += height)
      for (std::uint32_t x = 0; x < layout_.size.width; x += width) {
        if (TIFFReadTile(file_, tile.data(), x, y, 0, 0) < 0)
          return broken("it is truncated or damaged");
        copy_tile(tile, {height, width}, y, x);
      }
    return {};
  }

  void copy_tile(const std::vector<std::uint8_t>& tile, Size size, std::int64_t top,
                 std::int64_t left) {
    const auto pixel = static_cast<std::int64_t>(layout_.pixel_bytes());
    const auto rows = std::min(size.height, layout_.size.height - top);
    const auto count = std::min(size.width, layout_.size.width - left) * pixel;
    for (std::int64_t y = 0; y < rows; ++y)
      std::copy_n(tile.begin() + y * size.width * pixel, count,
                  samples_.begin() + (top + y) * static_cast<std::int64_t>(stride_) + left * pixel);
  }

  TIFF* file_;
  const Layout& layout_;
  std::size_t stride_;
  std::vector<std::uint8_t> samples_{};
};

// A row of samples as RGB. Samples of 16 bits are in this machine's byte order by now.
class Colours {
 public:
  Colours(TIFF* file, const Layout& layout) : layout_(layout) {
    if (layout.colours == PHOTOMETRIC_PALETTE)
      known_ = TIFFGetField(file, TIFFTAG_COLORMAP, &maps_[0], &maps_[1], &maps_[2]) == 1;
  }
  [[nodiscard]] bool known() const { return known_; }

  void convert(const std::uint8_t* row, std::uint8_t* out) const {
    for (std::int64_t x = 0; x < layout_.size.width; ++x, out += 3) {
      if (layout_.colours == PHOTOMETRIC_SEPARATED)
        cmyk_to_rgb(row + x * layout_.samples, out);
      else if (layout_.colours == PHOTOMETRIC_PALETTE)
        for (std::size_t c = 0; c < 3; ++c)
          out[c] = static_cast<std::uint8_t>(maps_[c][row[x * layout_.samples]] >> 8U);
      else if (layout_.samples < 3)
        std::fill_n(out, 3, grey(row, x));
      else
        for (std::int64_t c = 0; c < 3; ++c) out[c] = high(row, x * layout_.samples + c);
    }
  }

 private:
  [[nodiscard]] std::uint16_t wide(const std::uint8_t* row, std::int64_t index) const {
    std::uint16_t value = 0;
    std::memcpy(&value, row + 2 * index, sizeof value);
    return value;
  }
  [[nodiscard]] std::uint8_t high(const std::uint8_t* row, std::int64_t index) const {
    return layout_.bits == 16 ? static_cast<std::uint8_t>(wide(row, index) >> 8U) : row[index];
  }
  // Pillow clips 16-bit grey at 255 rather than scaling it, and leaves its direction as stored.
  [[nodiscard]] std::uint8_t grey(const std::uint8_t* row, std::int64_t x) const {
    const auto value = stored_grey(row, x);
    const bool inverted = layout_.colours == PHOTOMETRIC_MINISWHITE && layout_.bits < 16;
    return inverted ? static_cast<std::uint8_t>(255 - value) : value;
  }
  [[nodiscard]] std::uint8_t stored_grey(const std::uint8_t* row, std::int64_t x) const {
    if (layout_.bits == 1) return (row[x / 8] >> (7 - x % 8) & 1) != 0 ? 255 : 0;
    if (layout_.bits == 16)
      return static_cast<std::uint8_t>(std::min<int>(wide(row, x * layout_.samples), 255));
    return row[x * layout_.samples];
  }

  const Layout& layout_;
  std::uint16_t* maps_[3] = {};
  bool known_ = true;
};

Result<Decoded> decode(std::string_view bytes, const ImageLimits& limits) {
  Source from{bytes};
  const auto file = open(from);
  if (!file) return broken("its directory is damaged");
  const auto layout = layout_of(file.get());
  TRY(check_size(layout.size, limits));
  TRY(check_frames(TIFFNumberOfDirectories(file.get())));
  std::uint16_t format = SAMPLEFORMAT_UINT;
  TIFFGetFieldDefaulted(file.get(), TIFFTAG_SAMPLEFORMAT, &format);
  TRY(check_layout(layout, format));
  if (layout.colours == PHOTOMETRIC_YCBCR)
    TIFFSetField(file.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  const Colours colours(file.get(), layout);
  if (!colours.known()) return broken("it has no palette");
  Rows rows(file.get(), layout);
  const auto samples = TRY(rows.read());
  auto image = blank(layout.size, 3);
  for (std::int64_t y = 0; y < layout.size.height; ++y)
    colours.convert(samples.data() + static_cast<std::size_t>(y) * rows.stride(), image.row(y));
  return Decoded{std::move(image), layout.orientation};
}

}  // namespace

Format tiff_format() {
  return {"TIFF",
          [](std::string_view bytes) {
            return bytes.starts_with(std::string_view("II*\0", 4)) ||
                   bytes.starts_with(std::string_view("MM\0*", 4));
          },
          decode};
}

}  // namespace hfi::media
