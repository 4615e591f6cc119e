#include "media/sound/container.h"
#include "media/sound/sound.h"

namespace hfi::media {
namespace {

constexpr int least_rate = 1000;  // Hz: bounds how much longer resampling makes a sound
constexpr int greatest_rate = 768'000;
constexpr int most_channels = 64;

auto invalid(std::string message) { return fail(ErrorCode::invalid_input, std::move(message)); }

Result<Codec> open_codec(const AVCodecParameters& parameters) {
  const auto* decoder = avcodec_find_decoder(parameters.codec_id);
  if (decoder == nullptr)
    return invalid(std::string("there is no decoder for ") + avcodec_get_name(parameters.codec_id));
  Codec codec(avcodec_alloc_context3(decoder));
  auto error = avcodec_parameters_to_context(codec.get(), &parameters);
  if (error >= 0) error = avcodec_open2(codec.get(), decoder, nullptr);
  if (error < 0) return invalid("the sound cannot be decoded: " + ffmpeg_message(error));
  return codec;
}

// Frames of one layout to samples of one channel at one rate.
class Mixer {
 public:
  Mixer(int sample_rate, const SoundLimits& limits)
      : most_samples_(static_cast<std::size_t>(limits.seconds * sample_rate)),
        seconds_(limits.seconds) {
    sound_.sample_rate = sample_rate;
  }

  Result<void> add(const AVFrame& frame) {
    if (!same_layout(frame)) {
      TRY(drain());
      TRY(prepare(frame));
    }
    return convert(const_cast<const std::uint8_t**>(frame.extended_data), frame.nb_samples);
  }

  // What the resampler still holds.
  Result<void> drain() { return resampler_ ? convert(nullptr, 0) : Result<void>(); }

  Sound take() { return std::move(sound_); }

 private:
  [[nodiscard]] bool same_layout(const AVFrame& frame) const {
    return resampler_ && frame.sample_rate == rate_ && frame.format == format_ &&
           frame.ch_layout.nb_channels == channels_;
  }

  Result<void> prepare(const AVFrame& frame) {
    rate_ = frame.sample_rate;
    format_ = frame.format;
    channels_ = frame.ch_layout.nb_channels;
    if (rate_ < least_rate || rate_ > greatest_rate)
      return invalid("the sound has " + std::to_string(rate_) + " samples per second, expected " +
                     std::to_string(least_rate) + " to " + std::to_string(greatest_rate));
    if (channels_ < 1 || channels_ > most_channels)
      return invalid("the sound has " + std::to_string(channels_) + " channels, expected 1 to " +
                     std::to_string(most_channels));
    AVChannelLayout from = {};
    if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
      av_channel_layout_default(&from, channels_);
    else
      av_channel_layout_copy(&from, &frame.ch_layout);
    AVChannelLayout to = AV_CHANNEL_LAYOUT_MONO;
    SwrContext* context = nullptr;
    auto error = swr_alloc_set_opts2(&context, &to, AV_SAMPLE_FMT_FLT, sound_.sample_rate, &from,
                                     static_cast<AVSampleFormat>(format_), rate_, 0, nullptr);
    av_channel_layout_uninit(&from);
    resampler_.reset(context);
    if (error >= 0) error = swr_init(context);
    if (error < 0) return invalid("the sound cannot be resampled: " + ffmpeg_message(error));
    return {};
  }

  Result<void> convert(const std::uint8_t** data, int count) {
    const auto before = sound_.samples.size();
    const auto room = swr_get_out_samples(resampler_.get(), count);
    if (room < 0) return invalid("the sound cannot be resampled: " + ffmpeg_message(room));
    sound_.samples.resize(before + static_cast<std::size_t>(room));
    auto* out = reinterpret_cast<std::uint8_t*>(sound_.samples.data() + before);
    const auto made = swr_convert(resampler_.get(), &out, room, data, count);
    if (made < 0) return invalid("the sound cannot be resampled: " + ffmpeg_message(made));
    sound_.samples.resize(before + static_cast<std::size_t>(made));
    if (sound_.samples.size() > most_samples_)
      return invalid("the sound is longer than " + std::to_string(static_cast<long>(seconds_)) +
                     " seconds");
    return {};
  }

  const std::size_t most_samples_;
  const double seconds_;
  Sound sound_{};
  Resampler resampler_{};
  int rate_ = 0, format_ = AV_SAMPLE_FMT_NONE, channels_ = 0;
};

// Hands `packet` (nullptr at the end) to the decoder and what comes out to the mixer. A packet that cannot be decoded is
// left out, as the reference does: streams may begin or end in the middle of one.
Result<void> decode(AVCodecContext& codec, const AVPacket* packet, AVFrame& frame, Mixer& mixer) {
  if (const auto error = avcodec_send_packet(&codec, packet);
      error < 0 && error != AVERROR_INVALIDDATA && error != AVERROR_EOF)
    return invalid("the sound cannot be decoded: " + ffmpeg_message(error));
  while (avcodec_receive_frame(&codec, &frame) >= 0) {
    TRY(mixer.add(frame));
    av_frame_unref(&frame);
  }
  return {};
}

}  // namespace

Result<Sound> decode_sound(std::string_view bytes, int sample_rate, const SoundLimits& limits) {
  const auto container = TRY(Container::open(bytes));
  const auto codec = TRY(open_codec(container->sound()));
  const Packet packet(av_packet_alloc());
  const Frame frame(av_frame_alloc());
  Mixer mixer(sample_rate, limits);
  while (TRY(container->read(*packet))) {
    TRY(decode(*codec, packet.get(), *frame, mixer));
    av_packet_unref(packet.get());
  }
  TRY(decode(*codec, nullptr, *frame, mixer));
  TRY(mixer.drain());
  auto sound = mixer.take();
  if (const auto heard = container->samples(sample_rate); heard && *heard < sound.samples.size())
    sound.samples.resize(*heard);
  if (sound.samples.empty()) return invalid("the file holds no samples of sound");
  return sound;
}

}  // namespace hfi::media
