#pragma once
// FFmpeg's objects with owners. Included by this folder's sources only.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

#include <memory>
#include <string>

namespace hfi::media {

template <auto Free>
struct FreeHandle {
  template <class T>
  void operator()(T* object) const {
    Free(&object);
  }
};

using Packet = std::unique_ptr<AVPacket, FreeHandle<av_packet_free>>;
using Frame = std::unique_ptr<AVFrame, FreeHandle<av_frame_free>>;
using Codec = std::unique_ptr<AVCodecContext, FreeHandle<avcodec_free_context>>;
using Resampler = std::unique_ptr<SwrContext, FreeHandle<swr_free>>;

// The library's words for one of its error numbers.
std::string ffmpeg_message(int error);

}  // namespace hfi::media
