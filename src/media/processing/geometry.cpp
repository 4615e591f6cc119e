#include "media/processing/geometry.h"

#include <algorithm>
#include <cmath>

namespace hfi::media {
namespace {

double real(std::int64_t value) { return static_cast<double>(value); }
std::int64_t truncated(double value) { return static_cast<std::int64_t>(value); }

auto open_size(std::string_view key) {
  return fail(ErrorCode::model_invalid,
              "preprocessor_config.json: " + std::string(key) +
                  ": expected height and width, shortest_edge, or max_height and max_width");
}

Size within_edges(Size original, std::int64_t height, std::int64_t width) {
  const auto scale =
      std::min(real(height) / real(original.height), real(width) / real(original.width));
  return {truncated(real(original.height) * scale), truncated(real(original.width) * scale)};
}

Result<Size> resized_by(const Edges& edges, Size original) {
  if (edges.shortest_edge && edges.longest_edge)
    return with_edges(original, *edges.shortest_edge, *edges.longest_edge);
  if (edges.shortest_edge) return with_shortest_edge(original, *edges.shortest_edge);
  if (edges.max_height && edges.max_width)
    return within_edges(original, *edges.max_height, *edges.max_width);
  if (const auto exact = edges.exact()) return *exact;
  return open_size("size");
}

// Along one axis. The reference first adds what is missing on both sides, the odd pixel at the end, and then cuts.
std::int64_t crop_start(std::int64_t length, std::int64_t wanted) {
  return wanted > length ? -((wanted - length) / 2) : (length - wanted) / 2;
}

}  // namespace

Size with_shortest_edge(Size original, std::int64_t shortest) {
  const bool tall = original.width <= original.height;
  const auto brief = tall ? original.width : original.height;
  const auto long_edge = tall ? original.height : original.width;
  const auto other = truncated(real(shortest * long_edge) / real(brief));
  return tall ? Size{other, shortest} : Size{shortest, other};
}

Size with_edges(Size original, std::int64_t shortest, std::int64_t longest) {
  const auto least = real(std::min(original.height, original.width));
  const auto most = real(std::max(original.height, original.width));
  double exact = real(shortest);
  if (most / least * exact > real(longest)) {
    exact = real(longest) * least / most;
    shortest = std::llrint(exact);
  }
  const bool tall = original.width < original.height;
  if ((tall ? original.width : original.height) == shortest) return original;
  if (tall) return {truncated(exact * real(original.height) / real(original.width)), shortest};
  return {shortest, truncated(exact * real(original.width) / real(original.height))};
}

Corner centre_crop(Size picture, Size size) {
  return {crop_start(picture.height, size.height), crop_start(picture.width, size.width)};
}

Result<Geometry> plain_geometry(const Settings& settings, Size original) {
  Geometry geometry{original};
  if (settings.do_resize) geometry.resized = TRY(resized_by(settings.size, original));
  if (settings.do_center_crop) {
    if (!settings.crop_size.exact()) return open_size("crop_size");
    geometry.cropped = settings.crop_size.exact();
  }
  if (settings.do_pad) geometry.padded = settings.pad_size.exact();
  return geometry;
}

Result<Geometry> unpadded_geometry(const Settings& settings, Size original) {
  auto geometry = TRY(plain_geometry(settings, original));
  if (geometry.padded && *geometry.padded != geometry.resized)
    return fail(ErrorCode::model_unsupported,
                "preprocessor_config.json: pad_size: padding needs a mask, which is not built in");
  geometry.padded.reset();
  return geometry;
}

}  // namespace hfi::media
