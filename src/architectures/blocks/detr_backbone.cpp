#include "architectures/blocks/detr_backbone.h"

#include "architectures/blocks/resnet_encoder.h"
#include "graph/convolution.h"

namespace hfi::architectures {

using namespace graph;

namespace {

constexpr float eps = 1e-5F;

Value timm_conv(Value x, Scope conv_scope, Scope norm, std::int64_t stride, std::int64_t padding) {
  const Convolution options{.stride = {stride, stride}, .padding = {padding, padding}};
  return batch_norm(conv(x, conv_scope, options), norm, eps);
}

// timm, models/resnet.py: Bottleneck where there is a third convolution, else BasicBlock
Value timm_layer(Value x, Scope w, std::int64_t stride) {
  const bool bottleneck = w.has("conv3.weight");
  const auto shortcut = w / "downsample";
  const auto residual =
      shortcut.has("0.weight") ? timm_conv(x, shortcut / 0, shortcut / 1, stride, 0) : x;
  if (!bottleneck) {
    const auto y = activation("relu", timm_conv(x, w / "conv1", w / "bn1", stride, 1));
    return activation("relu", timm_conv(y, w / "conv2", w / "bn2", 1, 1) + residual);
  }
  const auto narrow = activation("relu", timm_conv(x, w / "conv1", w / "bn1", 1, 0));
  const auto y = activation("relu", timm_conv(narrow, w / "conv2", w / "bn2", stride, 1));
  return activation("relu", timm_conv(y, w / "conv3", w / "bn3", 1, 0) + residual);
}

std::vector<Value> timm_stages(Value pixels, Scope w) {
  auto x = max_pool(activation("relu", timm_conv(pixels, w / "conv1", w / "bn1", 2, 3)), 3, 2, 1);
  std::vector<Value> maps;
  for (std::int64_t stage = 1; stage <= 4; ++stage) {
    const auto layers = w / ("layer" + std::to_string(stage));
    for (std::int64_t i = 0; i == 0 || (layers / i).has("conv1.weight"); ++i)
      x = timm_layer(x, layers / i, i == 0 && stage > 1 ? 2 : 1);
    maps.push_back(x);
  }
  return maps;
}

}  // namespace

std::vector<Value> detr_backbone(Value pixels, Scope w, const Config& config) {
  if (config.get("dilation", false)) w.graph().problem("config.json: dilation is not built in");
  if (w.has("conv1.weight")) return timm_stages(pixels, w);
  if (!config.has("backbone_config")) {
    w.graph().problem(
        "the checkpoint's backbone is no residual network of timm, and config.json has no "
        "backbone_config");
    return {pixels, pixels, pixels, pixels};
  }
  const auto section = config.section("backbone_config");
  const auto type = section.get<std::string>("model_type", "resnet");
  if (type != "resnet")
    w.graph().problem("config.json: backbone_config.model_type: \"" + type +
                      R"(" is not built in; "resnet" is)");
  auto maps = ResNetEncoder{section}.feature_maps(pixels, w);
  maps.erase(maps.begin());  // the stem
  if (maps.size() != 4) w.graph().problem("config.json: backbone_config: expected four stages");
  maps.resize(4, pixels);
  return maps;
}

}  // namespace hfi::architectures
