// PNG (ISO/IEC 15948), by libpng. Transparency is dropped, not blended, and 16 bits of colour lose their lower byte, as in Pillow.

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>

#include "media/formats/format.h"

namespace hfi::media {
namespace {

constexpr std::string_view signature("\x89PNG\r\n\x1A\n", 8);

struct Source {
  std::string_view bytes;
  std::size_t at = 0;
};

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes.substr(0, 4)) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

// The frames that an animation's control chunk announces; 1 without one.
std::size_t frames_of(std::string_view bytes) {
  auto rest = bytes.substr(signature.size());
  while (rest.size() >= 12) {
    const auto length = big_endian(rest);
    const auto type = rest.substr(4, 4);
    if (type == "IDAT") return 1;
    if (type == "acTL") return std::max<std::size_t>(1, big_endian(rest.substr(8)));
    if (length > rest.size() - 12) return 1;
    rest.remove_prefix(length + 12);
  }
  return 1;
}

// The library reports errors by a jump. No object with a destructor may be born between try_to() and the jump.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : source_{bytes} {
    png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error,
                                  [](png_structp, png_const_charp) {});
    if (png_ == nullptr) return;
    created_ = try_to([&] {
      info_ = png_create_info_struct(png_);
      png_set_read_fn(png_, &source_, read);
      png_set_user_limits(png_, 0x7FFFFFFF, 0x7FFFFFFF);
      png_set_chunk_cache_max(png_, 16);
      png_set_chunk_malloc_max(png_, 1U << 20U);
      ignore_texts();
    });
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { png_destroy_read_struct(&png_, &info_, nullptr); }

  bool read_header() {
    return created_ && try_to([&] { png_read_info(png_, info_); });
  }

  [[nodiscard]] Size size() const {
    return {png_get_image_height(png_, info_), png_get_image_width(png_, info_)};
  }
  [[nodiscard]] std::size_t bits_per_pixel() const {
    return std::size_t{png_get_bit_depth(png_, info_)} * png_get_channels(png_, info_);
  }
  [[nodiscard]] bool deep_grey() const {
    return png_get_bit_depth(png_, info_) == 16 &&
           png_get_color_type(png_, info_) == PNG_COLOR_TYPE_GRAY;
  }

  // Rows of RGB; of 16-bit grey in the file's byte order where `deep` is set.
  bool read_pixels(png_bytepp rows, bool deep) {
    return try_to([&] {
      png_set_palette_to_rgb(png_);
      if (!deep) {
        png_set_expand_gray_1_2_4_to_8(png_);
        png_set_strip_16(png_);
        png_set_strip_alpha(png_);
        png_set_gray_to_rgb(png_);
      }
      png_set_interlace_handling(png_);
      png_read_update_info(png_, info_);
      png_read_image(png_, rows);
    });
  }

  // The pixels are complete by then, so what is wrong behind them does not matter.
  int read_orientation() {
    try_to([&] { png_read_end(png_, info_); });
    png_uint_32 length = 0;
    png_bytep exif = nullptr;
    if (png_get_eXIf_1(png_, info_, &length, &exif) == 0) return 1;
    return exif_orientation({reinterpret_cast<const char*>(exif), length});
  }

  [[nodiscard]] auto failure() const {
    return fail(ErrorCode::invalid_input, std::string("the PNG cannot be decoded: ") + message_);
  }

 private:
  template <class Step>
  bool try_to(const Step& step) {
    if (setjmp(back_) != 0) return false;
    step();
    return true;
  }

  // What could be compressed to little and unpacks to much, and is not needed.
  void ignore_texts() {
    constexpr png_byte names[] = "iCCP\0zTXt\0iTXt\0tEXt\0sPLT";
    png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, names, 5);
  }

  static void read(png_structp png, png_bytep out, std::size_t count) {
    auto* source = static_cast<Source*>(png_get_io_ptr(png));
    if (count > source->bytes.size() - source->at) png_error(png, "the file is truncated");
    std::memcpy(out, source->bytes.data() + source->at, count);
    source->at += count;
  }

  [[noreturn]] static void on_error(png_structp png, png_const_charp message) {
    auto* reader = static_cast<Reader*>(png_get_error_ptr(png));
    std::strncpy(reader->message_, message, sizeof reader->message_ - 1);
    std::longjmp(reader->back_, 1);
  }

  Source source_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  std::jmp_buf back_{};
  char message_[200] = "";
  bool created_ = false;
};

std::vector<png_bytep> rows_of(std::uint8_t* pixels, std::int64_t height, std::size_t stride) {
  std::vector<png_bytep> rows;
  for (std::int64_t y = 0; y < height; ++y)
    rows.push_back(pixels + static_cast<std::size_t>(y) * stride);
  return rows;
}

// Pillow clips 16-bit grey at 255 rather than scaling it.
Result<Image> read_deep_grey(Reader& file, Size size) {
  std::vector<std::uint8_t> deep(static_cast<std::size_t>(size.height * size.width * 2));
  auto rows = rows_of(deep.data(), size.height, static_cast<std::size_t>(size.width * 2));
  if (!file.read_pixels(rows.data(), true)) return file.failure();
  auto image = blank(size, 3);
  for (std::size_t i = 0; i < deep.size() / 2; ++i)
    std::fill_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(3 * i), 3,
                deep[2 * i] > 0 ? std::uint8_t{255} : deep[2 * i + 1]);
  return image;
}

Result<Image> read_rgb(Reader& file, Size size) {
  auto image = blank(size, 3);
  auto rows = rows_of(image.pixels.data(), size.height, image.stride());
  if (!file.read_pixels(rows.data(), false)) return file.failure();
  return image;
}

// A header that promises more than the bytes can unpack to is found out before memory is taken.
Result<void> check_promise(Size size, std::size_t bits, std::size_t bytes) {
  constexpr std::size_t deflate_ratio = 1032;  // at most, RFC 1951
  const auto raw = static_cast<std::size_t>(size.height) *
                   ((static_cast<std::size_t>(size.width) * bits + 7) / 8);
  if (raw / deflate_ratio <= bytes) return {};
  return fail(ErrorCode::invalid_input, "the PNG cannot be decoded: it is truncated");
}

Result<Decoded> decode(std::string_view bytes, const ImageLimits& limits) {
  TRY(check_frames(frames_of(bytes)));
  Reader file(bytes);
  if (!file.read_header()) return file.failure();
  const auto size = file.size();
  TRY(check_size(size, limits));
  TRY(check_promise(size, file.bits_per_pixel(), bytes.size()));
  auto image = TRY(file.deep_grey() ? read_deep_grey(file, size) : read_rgb(file, size));
  return Decoded{std::move(image), file.read_orientation()};
}

}  // namespace

Format png_format() {
  return {"PNG", [](std::string_view bytes) { return bytes.starts_with(signature); }, decode};
}

}  // namespace hfi::media
