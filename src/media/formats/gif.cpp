// GIF89a, by giflib. A transparent colour is drawn as the palette has it, as Pillow does.

#include <gif_lib.h>

#include <algorithm>
#include <cstring>

#include "media/formats/format.h"

namespace hfi::media {
namespace {

constexpr std::size_t max_records = 100'000;

auto broken(int error) {
  const char* why = GifErrorString(error);
  return fail(ErrorCode::invalid_input, "the GIF cannot be decoded: " +
                                            std::string(why == nullptr ? "it is truncated" : why));
}

struct Source {
  std::string_view left;
};

int read(GifFileType* file, GifByteType* out, int count) {
  auto& left = static_cast<Source*>(file->UserData)->left;
  const auto taken = std::min(left.size(), static_cast<std::size_t>(count));
  std::memcpy(out, left.data(), taken);
  left.remove_prefix(taken);
  return static_cast<int>(taken);
}

// One frame as palette indices on the screen.
struct Frame {
  std::vector<GifByteType> indices{};
  Size size;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes)
      : source_{bytes}, file_(DGifOpen(&source_, read, &error_)) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    if (file_ != nullptr) DGifCloseFile(file_, nullptr);
  }

  Result<Image> decode(const ImageLimits& limits) {
    if (file_ == nullptr) return broken(error_);
    TRY(check_size({file_->SHeight, file_->SWidth}, limits));
    Image image;
    std::size_t frames = 0;
    for (std::size_t i = 0; i < max_records; ++i) {
      GifRecordType type{};
      if (DGifGetRecordType(file_, &type) == GIF_ERROR) return broken(file_->Error);
      if (type == TERMINATE_RECORD_TYPE) break;
      if (type == EXTENSION_RECORD_TYPE) TRY(read_extension());
      if (type != IMAGE_DESC_RECORD_TYPE) continue;
      if (DGifGetImageDesc(file_) == GIF_ERROR) return broken(file_->Error);
      if (frames++ == 0)
        image = TRY(read_frame(limits));
      else
        TRY(skip_frame());
    }
    if (frames == 0) return fail(ErrorCode::invalid_input, "the GIF has no frame");
    TRY(check_frames(frames));
    return image;
  }

 private:
  Result<void> read_extension() {
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(file_, &code, &block) == GIF_ERROR) return broken(file_->Error);
    while (block != nullptr) {
      GraphicsControlBlock control;
      if (code == GRAPHICS_EXT_FUNC_CODE &&
          DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
        transparent_ = control.TransparentColor;
      if (DGifGetExtensionNext(file_, &block) == GIF_ERROR) return broken(file_->Error);
    }
    return {};
  }

  Result<void> skip_frame() {
    int size = 0;
    GifByteType* block = nullptr;
    if (DGifGetCode(file_, &size, &block) == GIF_ERROR) return broken(file_->Error);
    while (block != nullptr)
      if (DGifGetCodeNext(file_, &block) == GIF_ERROR) return broken(file_->Error);
    return {};
  }

  Result<Image> read_frame(const ImageLimits& limits) {
    const auto& at = file_->Image;
    const Size size{std::max<std::int64_t>(file_->SHeight, at.Top + at.Height),
                    std::max<std::int64_t>(file_->SWidth, at.Left + at.Width)};
    TRY(check_size(size, limits));
    TRY(check_size({at.Height, at.Width}, limits));
    // a code of LZW stands for 4096 pixels at most; the rest of the screen is the background
    if (static_cast<std::size_t>(size.height * size.width) / 4096 > source_.left.size())
      return broken(D_GIF_ERR_EOF_TOO_SOON);
    Frame frame{{}, size};
    frame.indices.resize(static_cast<std::size_t>(size.height * size.width),
                         static_cast<GifByteType>(std::max(transparent_, 0)));
    TRY(read_rows(frame));
    return coloured(frame);
  }

  Result<void> read_rows(Frame& frame) {
    const auto& at = file_->Image;
    constexpr int first[] = {0, 4, 2, 1};
    constexpr int step[] = {8, 8, 4, 2};
    for (int pass = 0; pass < (at.Interlace ? 4 : 1); ++pass)
      for (int y = at.Interlace ? first[pass] : 0; y < at.Height;
           y += at.Interlace ? step[pass] : 1) {
        auto* row = frame.indices.data() + (at.Top + y) * frame.size.width + at.Left;
        if (DGifGetLine(file_, row, at.Width) == GIF_ERROR) return broken(file_->Error);
      }
    // the rest of the frame's data, which the library wants to be read
    return {};
  }

  // Indices beyond the palette are grey, as without any palette.
  [[nodiscard]] Image coloured(const Frame& frame) const {
    const auto* map = file_->Image.ColorMap != nullptr ? file_->Image.ColorMap : file_->SColorMap;
    auto image = blank(frame.size, 3);
    auto* out = image.pixels.data();
    for (const auto index : frame.indices) {
      const bool known = map != nullptr && index < map->ColorCount;
      const auto colour = known ? map->Colors[index] : GifColorType{index, index, index};
      *out++ = colour.Red;
      *out++ = colour.Green;
      *out++ = colour.Blue;
    }
    return image;
  }

  Source source_;
  int error_ = 0;
  GifFileType* file_;
  int transparent_ = NO_TRANSPARENT_COLOR;
};

Result<Decoded> decode(std::string_view bytes, const ImageLimits& limits) {
  Reader file(bytes);
  return Decoded{TRY(file.decode(limits)), 1};
}

}  // namespace

Format gif_format() {
  return {"GIF", [](std::string_view bytes) { return bytes.starts_with("GIF8"); }, decode};
}

}  // namespace hfi::media
