#include "architectures/blocks/resnet_encoder.h"

#include "graph/convolution.h"

namespace hfi::architectures {

using namespace graph;

namespace {

constexpr float eps = 1e-5F;  // torch's default

Value normalised_conv(Value x, Scope w, std::int64_t kernel, std::int64_t stride) {
  const auto padding = kernel / 2;
  return batch_norm(
      conv(x, w / "convolution", {.stride = {stride, stride}, .padding = {padding, padding}}),
      w / "normalization", eps);
}

}  // namespace

// arXiv 1512.03385, figure 5: two convolutions, or three with a narrow one in the middle
Value ResNetEncoder::layer(Value x, Scope w, std::int64_t stride, bool shortcut) const {
  const auto parts = w / "layer";
  const auto residual = shortcut ? normalised_conv(x, w / "shortcut", 1, stride) : x;
  if (layer_type == "basic") {
    const auto y = activation("relu", normalised_conv(x, parts / 0, 3, stride));
    return activation(act, normalised_conv(y, parts / 1, 3, 1) + residual);
  }
  const bool early = config.get("downsample_in_bottleneck", false);
  const auto narrow = activation("relu", normalised_conv(x, parts / 0, 1, early ? stride : 1));
  const auto y = activation("relu", normalised_conv(narrow, parts / 1, 3, early ? 1 : stride));
  return activation(act, normalised_conv(y, parts / 2, 1, 1) + residual);
}

Value ResNetEncoder::stage(Value x, Scope w, std::size_t index) const {
  const auto before = index == 0 ? embedding_size : hidden_sizes[index - 1];
  const bool halves = index > 0 || config.get("downsample_in_first_stage", false);
  const std::int64_t stride = halves ? 2 : 1;
  for (std::int64_t i = 0; i < depths[index]; ++i)
    x = layer(x, w / "layers" / i, i == 0 ? stride : 1,
              i == 0 && (before != hidden_sizes[index] || stride != 1));
  return x;
}

std::vector<Value> ResNetEncoder::feature_maps(Value pixels, Scope w) const {
  if (layer_type != "basic" && layer_type != "bottleneck")
    w.graph().problem(R"(config.json: layer_type: expected "basic" or "bottleneck", got ")" +
                      layer_type + "\"");
  if (depths.size() != hidden_sizes.size()) {
    w.graph().problem("config.json: depths and hidden_sizes differ in length");
    return {pixels};
  }
  const auto stem = activation(act, normalised_conv(pixels, w / "embedder.embedder", 7, 2));
  std::vector<Value> maps{max_pool(stem, 3, 2, 1)};
  for (std::size_t i = 0; i < depths.size(); ++i)
    maps.push_back(stage(maps.back(), w / "encoder.stages" / static_cast<std::int64_t>(i), i));
  return maps;
}

}  // namespace hfi::architectures
