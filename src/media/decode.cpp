#include "media/decode.h"

#include <algorithm>

#include "core/base64.h"

namespace hfi::media {
namespace {

std::string names() {
  std::string text;
  for (const auto& format : formats()) text += (text.empty() ? "" : ", ") + format.name;
  return text;
}

}  // namespace

Result<std::string> bytes_of(std::string_view data_uri) {
  if (data_uri.starts_with("data:")) {
    const auto comma = data_uri.find(',');
    if (comma == std::string_view::npos || !data_uri.substr(0, comma).ends_with(";base64"))
      return fail(ErrorCode::invalid_input,
                  "expected \"data:<type>;base64,<data>\", the part before the data is different");
    data_uri.remove_prefix(comma + 1);
  }
  if (auto bytes = base64_decode(data_uri)) return std::move(*bytes);
  return fail(ErrorCode::invalid_input, "this is not base64");
}

Result<Image> decode_image(std::string_view bytes, const ImageLimits& limits) {
  if (bytes.empty()) return fail(ErrorCode::invalid_input, "the picture has no bytes");
  if (bytes.size() > limits.bytes)
    return fail(ErrorCode::invalid_input, "the picture has " + std::to_string(bytes.size()) +
                                              " bytes, at most " + std::to_string(limits.bytes) +
                                              " are taken");
  const auto format =
      std::ranges::find_if(formats(), [&](const Format& f) { return f.begins(bytes); });
  if (format == formats().end())
    return fail(ErrorCode::invalid_input, "the bytes begin like none of " + names());
  auto decoded = TRY(format->decode(bytes, limits));
  return upright(std::move(decoded.image), decoded.orientation);
}

}  // namespace hfi::media
