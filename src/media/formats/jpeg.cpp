// JPEG (ITU-T T.81), by libjpeg-turbo with its defaults, as Pillow has it: exact integer transform, smooth chroma upsampling.

// jpeglib.h needs size_t and FILE declared before it
#include <cstdio>
//
#include <jpeglib.h>
//
#include <jerror.h>

#include <csetjmp>

#include "media/formats/format.h"

namespace hfi::media {
namespace {

constexpr int max_scans = 200;  // of a progressive file: each costs a pass over the whole picture

// The library reports errors by a jump. No object with a destructor may be born between try_to() and the jump.
class Decompressor {
 public:
  explicit Decompressor(std::string_view bytes) {
    info_.err = jpeg_std_error(&errors_);
    info_.client_data = this;
    errors_.error_exit = [](j_common_ptr info) {
      static_cast<Decompressor*>(info->client_data)->leave(info);
    };
    errors_.emit_message = [](j_common_ptr info, int) {
      if (info->err->msg_code == JWRN_JPEG_EOF) info->err->error_exit(info);
    };
    progress_.progress_monitor = [](j_common_ptr info) {
      auto* decompressor = static_cast<Decompressor*>(info->client_data);
      if (decompressor->info_.input_scan_number <= max_scans) return;
      decompressor->too_many_scans_ = true;
      info->err->error_exit(info);
    };
    created_ = try_to([&] {
      jpeg_create_decompress(&info_);
      info_.progress = &progress_;
      jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
      jpeg_save_markers(&info_, JPEG_APP0 + 1, 0xFFFF);
    });
  }
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;
  ~Decompressor() { jpeg_destroy_decompress(&info_); }

  bool read_header() {
    return created_ && try_to([&] { jpeg_read_header(&info_, TRUE); });
  }

  [[nodiscard]] Size size() const { return {info_.image_height, info_.image_width}; }
  [[nodiscard]] int components() const { return info_.num_components; }

  // Into rows of `stride` bytes: RGB, or for four components what the file holds of CMYK.
  bool read_pixels(std::uint8_t* pixels, std::size_t stride) {
    return try_to([&] {
      info_.out_color_space = info_.num_components == 4 ? JCS_CMYK : JCS_RGB;
      jpeg_start_decompress(&info_);
      while (info_.output_scanline < info_.output_height) {
        JSAMPROW row = pixels + info_.output_scanline * stride;
        jpeg_read_scanlines(&info_, &row, 1);
      }
    });
  }

  [[nodiscard]] int orientation() const {
    for (const auto* marker = info_.marker_list; marker != nullptr; marker = marker->next) {
      const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
      if (data.starts_with(std::string_view("Exif\0\0", 6))) return exif_orientation(data);
    }
    return 1;
  }

  [[nodiscard]] auto failure() const {
    const auto* why = too_many_scans_ ? "it has more scans than any picture needs" : message_;
    return fail(ErrorCode::invalid_input, "the JPEG cannot be decoded: " + std::string(why));
  }

 private:
  template <class Step>
  bool try_to(const Step& step) {
    if (setjmp(back_) != 0) return false;
    step();
    return true;
  }

  [[noreturn]] void leave(j_common_ptr info) {
    info->err->format_message(info, message_);
    std::longjmp(back_, 1);
  }

  jpeg_decompress_struct info_{};
  jpeg_error_mgr errors_{};
  jpeg_progress_mgr progress_{};
  std::jmp_buf back_{};
  char message_[JMSG_LENGTH_MAX] = "";
  bool created_ = false;
  bool too_many_scans_ = false;
};

// Files with four components hold 255 minus the ink, as Adobe began it.
Image from_inverted_cmyk(const std::vector<std::uint8_t>& ink, Size size) {
  auto image = blank(size, 3);
  for (std::size_t i = 0; i < ink.size() / 4; ++i) {
    std::uint8_t cmyk[4];
    for (std::size_t j = 0; j < 4; ++j) cmyk[j] = static_cast<std::uint8_t>(255 - ink[4 * i + j]);
    cmyk_to_rgb(cmyk, image.pixels.data() + 3 * i);
  }
  return image;
}

Result<Decoded> decode(std::string_view bytes, const ImageLimits& limits) {
  Decompressor file(bytes);
  if (!file.read_header()) return file.failure();
  const auto size = file.size();
  TRY(check_size(size, limits));
  const auto components = file.components();
  if (components == 4) {
    std::vector<std::uint8_t> ink(static_cast<std::size_t>(size.height * size.width * 4));
    if (!file.read_pixels(ink.data(), static_cast<std::size_t>(size.width * 4)))
      return file.failure();
    return Decoded{from_inverted_cmyk(ink, size), file.orientation()};
  }
  if (components != 1 && components != 3)
    return fail(ErrorCode::invalid_input,
                "the JPEG has " + std::to_string(components) + " components; 1, 3 or 4 are read");
  auto image = blank(size, 3);
  if (!file.read_pixels(image.pixels.data(), image.stride())) return file.failure();
  return Decoded{std::move(image), file.orientation()};
}

}  // namespace

Format jpeg_format() {
  return {"JPEG", [](std::string_view bytes) { return bytes.starts_with("\xFF\xD8\xFF"); }, decode};
}

}  // namespace hfi::media
