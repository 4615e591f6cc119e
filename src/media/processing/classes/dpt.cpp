// reference  transformers, models/dpt/image_processing_dpt.py

#include <cmath>

#include "media/processing/image_class.h"

namespace hfi::media {
namespace {

double ratio(std::int64_t to, std::int64_t from) {
  return static_cast<double>(to) / static_cast<double>(from);
}

std::int64_t to_multiple(double length, std::int64_t multiple) {
  return std::llrint(length / static_cast<double>(multiple)) * multiple;
}

std::int64_t up_to_multiple(std::int64_t length, std::int64_t multiple) {
  return (length + multiple - 1) / multiple * multiple;
}

Result<Geometry> geometry(const Settings& settings, Size original) {
  auto plan = TRY(plain_geometry(settings, original));
  if (settings.do_resize) {
    const auto wanted = settings.size.exact();
    if (!wanted || settings.ensure_multiple_of < 1)
      return fail(ErrorCode::model_invalid,
                  "preprocessor_config.json: DPTImageProcessor needs a size with height and width, "
                  "and ensure_multiple_of of at least 1");
    auto down = ratio(wanted->height, original.height);
    auto across = ratio(wanted->width, original.width);
    if (settings.keep_aspect_ratio) {  // scale as little as possible
      if (std::abs(1 - across) < std::abs(1 - down))
        down = across;
      else
        across = down;
    }
    plan.resized = {
        to_multiple(down * static_cast<double>(original.height), settings.ensure_multiple_of),
        to_multiple(across * static_cast<double>(original.width), settings.ensure_multiple_of)};
  }
  plan.padded.reset();
  if (settings.do_pad && settings.size_divisor > 0) {
    const auto size = plan.cropped.value_or(plan.resized);
    plan.padded = Size{up_to_multiple(size.height, settings.size_divisor),
                       up_to_multiple(size.width, settings.size_divisor)};
    plan.pad_centred = true;
  }
  return plan;
}

}  // namespace

ImageClass dpt_images() {
  return {.name = "DPTImageProcessor",
          .model_types = {"dpt", "depth_anything"},
          .defaults = {.do_resize = true,
                       .size = {.height = 384, .width = 384},
                       .resample = Resampling::bicubic,
                       .do_rescale = true,
                       .do_normalize = true,
                       .image_mean = halves,
                       .image_std = halves},
          .geometry = geometry};
}

}  // namespace hfi::media
