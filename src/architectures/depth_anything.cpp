// Depth Anything: unleashing the power of large-scale unlabeled data
// paper       https://arxiv.org/abs/2401.10891
// reference   transformers, models/depth_anything/modeling_depth_anything.py
// checkpoint  LiheYoung/depth-anything-small-hf, depth-anything/Depth-Anything-V2-Small-hf

#include "architectures/blocks/dpt_neck.h"
#include "architectures/catalog.h"
#include "graph/convolution.h"
#include "graph/elementwise.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct DepthAnything {
  const Config& config;

  Outputs depth_estimation(Scope w) const {
    const auto backbone = dinov2_backbone(w / "backbone", config.section("backbone_config"));
    auto x = DptNeck{config, true}(backbone.states, backbone.size, w / "neck");
    const auto head = w / "head";
    const auto patch = integers(w.graph(), {config.get<std::int64_t>("patch_size", 14)});
    x = conv(x, head / "conv1", {.padding = {1, 1}});
    x = interpolate(x, backbone.size * patch, Interpolation::bilinear, true);
    x = activation("relu", conv(x, head / "conv2", {.padding = {1, 1}}));
    x = conv(x, head / "conv3");
    const auto type = config.get<std::string>("depth_estimation_type", "relative");
    if (type != "relative" && type != "metric")
      w.graph().problem("config.json: depth_estimation_type: unknown \"" + type + "\"");
    // max_depth 0 or absent is 1 in the reference
    const auto most = config.get<float>("max_depth", 1.0F);
    const auto depth = type == "metric" ? sigmoid(x) : activation("relu", x);
    return {{"predicted_depth", take(depth * (most == 0 ? 1.0F : most), 0, 1)}};
  }
};

}  // namespace

Architecture depth_anything() {
  return {.model_type = "depth_anything",
          .base_model_prefix = "depth_anything",
          .heads = {{"DepthAnythingForDepthEstimation", head(&DepthAnything::depth_estimation)}}};
}

}  // namespace hfi::architectures
