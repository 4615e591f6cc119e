#pragma once
// What preprocessor_config.json says, in the names it uses.

#include <array>
#include <optional>
#include <string>

#include "core/result.h"
#include "media/resize.h"

namespace hfi::media {

// A size as configurations give it: {"height", "width"}, {"shortest_edge", "longest_edge"} or {"max_height", "max_width"}.
struct Edges {
  std::optional<std::int64_t> height{};
  std::optional<std::int64_t> width{};
  std::optional<std::int64_t> shortest_edge{};
  std::optional<std::int64_t> longest_edge{};
  std::optional<std::int64_t> max_height{};
  std::optional<std::int64_t> max_width{};

  [[nodiscard]] std::optional<Size> exact() const {
    if (!height || !width) return std::nullopt;
    return Size{*height, *width};
  }
};

using PerChannel = std::array<float, 3>;  // of a grey picture the first counts

struct Settings {
  bool do_resize = false;
  Edges size{};
  bool default_to_square = true;  // how a bare number as `size` is meant
  Resampling resample = Resampling::bilinear;
  bool do_center_crop = false;
  Edges crop_size{};
  bool do_rescale = false;
  double rescale_factor = 1.0 / 255.0;
  bool do_normalize = false;
  PerChannel image_mean{};
  PerChannel image_std{};
  bool do_pad = false;
  Edges pad_size{};
  bool do_flip_channel_order = false;   // BGR
  bool do_convert_grayscale = false;    // one channel
  double crop_pct = 224.0 / 256.0;      // of ConvNextImageProcessor
  std::int64_t ensure_multiple_of = 1;  // of DPTImageProcessor, as the next two
  bool keep_aspect_ratio = false;
  std::int64_t size_divisor = 0;
};

// `settings` with what `config` says in their place. Fails with model_invalid, naming the key.
Result<Settings> read_settings(const json::Object& config, Settings settings);

}  // namespace hfi::media
