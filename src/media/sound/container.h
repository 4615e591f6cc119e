#pragma once
// A media file in memory, opened by FFmpeg: its sound track as packets. Included by this folder's sources only.

#include <memory>
#include <optional>
#include <string_view>

#include "core/result.h"
#include "media/sound/ffmpeg.h"

namespace hfi::media {

class Container {
 public:
  // Fails with invalid_input when the bytes are none of the formats known here or hold no sound. The bytes must outlive
  // the container, which does not move.
  static Result<std::unique_ptr<Container>> open(std::string_view bytes);
  ~Container();
  Container(const Container&) = delete;
  Container& operator=(const Container&) = delete;

  [[nodiscard]] const AVCodecParameters& sound() const;
  // The samples at `sample_rate` that the file says are to be heard, where it says so: a codec fills up its last frame, and
  // only newer versions of FFmpeg cut that off by themselves.
  [[nodiscard]] std::optional<std::size_t> samples(int sample_rate) const;
  // The next packet of the sound track; false at the end of the file.
  Result<bool> read(AVPacket& packet);

 private:
  explicit Container(std::string_view bytes) : bytes_(bytes) {}
  Result<void> open_format();
  Result<void> find_sound();
  static int read_bytes(void* self, std::uint8_t* buffer, int size);
  static std::int64_t seek(void* self, std::int64_t offset, int whence);

  std::string_view bytes_;
  std::size_t position_ = 0;
  AVIOContext* io_ = nullptr;
  AVFormatContext* format_ = nullptr;
  int track_ = -1;
};

}  // namespace hfi::media
