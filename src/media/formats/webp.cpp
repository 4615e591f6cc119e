// WebP (RFC 9649), by libwebp.

#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>

#include "media/formats/format.h"

namespace hfi::media {
namespace {

auto broken() { return fail(ErrorCode::invalid_input, "the WebP cannot be decoded"); }

struct Container {
  std::size_t frames = 1;
  int orientation = 1;
};

Container container_of(const WebPData& data) {
  const std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer(WebPDemux(&data),
                                                                         WebPDemuxDelete);
  Container container;
  if (!demuxer) return container;
  container.frames = WebPDemuxGetI(demuxer.get(), WEBP_FF_FRAME_COUNT);
  WebPChunkIterator chunk{};
  if (WebPDemuxGetChunk(demuxer.get(), "EXIF", 1, &chunk) != 0)
    container.orientation =
        exif_orientation({reinterpret_cast<const char*>(chunk.chunk.bytes), chunk.chunk.size});
  WebPDemuxReleaseChunkIterator(&chunk);
  return container;
}

Result<Decoded> decode(std::string_view bytes, const ImageLimits& limits) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK) return broken();
  TRY(check_size({features.height, features.width}, limits));
  const auto container = container_of({data, bytes.size()});
  TRY(check_frames(features.has_animation != 0 ? container.frames : 1));
  auto image = blank({features.height, features.width}, 3);
  if (WebPDecodeRGBInto(data, bytes.size(), image.pixels.data(), image.pixels.size(),
                        static_cast<int>(image.stride())) == nullptr)
    return broken();
  return Decoded{std::move(image), container.orientation};
}

}  // namespace

Format webp_format() {
  return {"WebP",
          [](std::string_view bytes) {
            return bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP";
          },
          decode};
}

}  // namespace hfi::media
