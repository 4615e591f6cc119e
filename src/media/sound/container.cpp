#include "media/sound/container.h"

#include <algorithm>
#include <cstring>

#include "core/log.h"

namespace hfi::media {
namespace {

// Formats that carry sound; the rest of the library stays out of reach of strangers' bytes.
constexpr const char* formats =
    "wav,w64,aiff,au,flac,mp3,ogg,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,aac,amr,caf,avi,mpegts";
constexpr int io_buffer = 1 << 15;
constexpr int max_streams = 64;

// The reference reads from a pipe, where FFmpeg does not look ahead: an MP3's padding at the end stays, for example. Only
// MP4 and its kin must be read out of order, since their index may come last.
bool needs_seeking(std::string_view bytes) { return bytes.substr(0, 8).ends_with("ftyp"); }

auto no_sound(std::string message) { return fail(ErrorCode::invalid_input, std::move(message)); }

void forward_log(void*, int level, const char* format, va_list arguments) {
  if (level > AV_LOG_FATAL)
    return;  // what is wrong with a file is in the error that its sender gets
  char text[512];
  const auto length = std::vsnprintf(text, sizeof text, format, arguments);
  if (length > 0) log::warning("ffmpeg", {{"message", std::string(text)}});
}

}  // namespace

std::string ffmpeg_message(int error) {
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  av_strerror(error, text, sizeof text);
  return text;
}

Result<std::unique_ptr<Container>> Container::open(std::string_view bytes) {
  static const bool once = (av_log_set_callback(forward_log), true);
  static_cast<void>(once);
  std::unique_ptr<Container> container(new Container(bytes));
  TRY(container->open_format());
  TRY(container->find_sound());
  return container;
}

Container::~Container() {
  avformat_close_input(&format_);
  if (io_ != nullptr) av_freep(&io_->buffer);
  avio_context_free(&io_);
}

Result<void> Container::open_format() {
  auto* buffer = static_cast<unsigned char*>(av_malloc(io_buffer));
  io_ = avio_alloc_context(buffer, io_buffer, 0, this, &read_bytes, nullptr,
                           needs_seeking(bytes_) ? &seek : nullptr);
  format_ = avformat_alloc_context();
  format_->pb = io_;
  format_->max_streams = max_streams;
  format_->format_whitelist = av_strdup(formats);
  format_->protocol_whitelist =
      av_strdup("none");  // a file that points to others opens none of them
  auto error = avformat_open_input(&format_, nullptr, nullptr, nullptr);
  if (error < 0)
    return no_sound("the sound cannot be read as WAV, FLAC, MP3, OGG, M4A or WebM: " +
                    ffmpeg_message(error));
  error = avformat_find_stream_info(format_, nullptr);
  if (error < 0) return no_sound("the sound file is damaged: " + ffmpeg_message(error));
  return {};
}

Result<void> Container::find_sound() {
  track_ = av_find_best_stream(format_, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
  if (track_ < 0) return no_sound("the file holds no sound that can be decoded");
  for (unsigned i = 0; i < format_->nb_streams; ++i)
    if (static_cast<int>(i) != track_) format_->streams[i]->discard = AVDISCARD_ALL;
  return {};
}

const AVCodecParameters& Container::sound() const { return *format_->streams[track_]->codecpar; }

std::optional<std::size_t> Container::samples(int sample_rate) const {
  const auto& stream = *format_->streams[track_];
  if (!needs_seeking(bytes_) || stream.duration <= 0) return std::nullopt;
  return static_cast<std::size_t>(
      av_rescale_q(stream.duration, stream.time_base, AVRational{1, sample_rate}));
}

Result<bool> Container::read(AVPacket& packet) {
  for (;;) {
    const auto error = av_read_frame(format_, &packet);
    if (error == AVERROR_EOF) return false;
    if (error < 0) return no_sound("the sound file is damaged: " + ffmpeg_message(error));
    if (packet.stream_index == track_) return true;
    av_packet_unref(&packet);
  }
}

int Container::read_bytes(void* self, std::uint8_t* buffer, int size) {
  auto& container = *static_cast<Container*>(self);
  const auto rest = container.bytes_.substr(container.position_, static_cast<std::size_t>(size));
  if (rest.empty()) return AVERROR_EOF;
  std::memcpy(buffer, rest.data(), rest.size());
  container.position_ += rest.size();
  return static_cast<int>(rest.size());
}

std::int64_t Container::seek(void* self, std::int64_t offset, int whence) {
  auto& container = *static_cast<Container*>(self);
  const auto size = static_cast<std::int64_t>(container.bytes_.size());
  if (whence == AVSEEK_SIZE) return size;
  if (whence == SEEK_CUR) offset += static_cast<std::int64_t>(container.position_);
  if (whence == SEEK_END) offset += size;
  if (offset < 0 || offset > size) return AVERROR(EINVAL);
  container.position_ = static_cast<std::size_t>(offset);
  return offset;
}

}  // namespace hfi::media
