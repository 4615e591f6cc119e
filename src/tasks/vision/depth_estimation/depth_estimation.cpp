// Depth estimation: a picture in, how far away everything in it is out.
// contract   depth_estimation.schema.json
// reference  transformers, pipelines/depth_estimation.py; DPTImageProcessor.post_process_depth_estimation

#include <algorithm>
#include <numeric>

#include "media/encode.h"
#include "media/interpolate.h"
#include "tasks/catalog.h"
#include "tasks/vision/pictures.h"

namespace hfi::tasks {
namespace {

// Of [1, height, width], or [1, 1, height, width] as some exports have it.
Result<media::Size> size_of(const models::Model& model, const Tensor& depth) {
  const auto rank = depth.rank();
  const bool single = rank == 3 || (rank == 4 && depth.dim(1) == 1);
  if (single && depth.dim(0) == 1 && depth.count() > 0)
    return media::Size{depth.dim(rank - 2), depth.dim(rank - 1)};
  return tl::unexpected(not_understood(
      model,
      "predicted_depth has the shape " + to_string(depth.shape()) + ", not [1, height, width]"));
}

// The largest value white, the smallest black.
media::Image as_picture(std::span<const float> depth, media::Size size, float low, float high) {
  auto image = media::blank(size, 1);
  if (high > low)
    std::ranges::transform(depth, image.pixels.begin(), [&](float value) {
      return static_cast<std::uint8_t>((value - low) / (high - low) * 255);
    });
  return image;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto image = TRY(picture_in(request.inputs));
  const auto outputs = TRY(forward(model, image, context.stop));
  const auto predicted = TRY(output(model, outputs, "predicted_depth"));
  const media::Interpolator interpolator(TRY(size_of(model, predicted)), image.size,
                                         media::Interpolation::bicubic);
  const auto depth = interpolator.plane(predicted.values<float>());

  const auto [low, high] = std::ranges::minmax(depth);
  const auto mean =
      std::accumulate(depth.begin(), depth.end(), 0.0) / static_cast<double>(depth.size());
  return json::Object{
      {"depth_base64", media::png_data_uri(as_picture(depth, image.size, low, high))},
      {"predicted_depth",
       {{"min", json::number(low)},
        {"max", json::number(high)},
        {"mean", json::number(static_cast<float>(mean))},
        {"shape", {image.size.height, image.size.width}}}}};
}

}  // namespace

Task depth_estimation() {
  return {.name = "depth-estimation", .heads = {"ForDepthEstimation"}, .run = run};
}

}  // namespace hfi::tasks
