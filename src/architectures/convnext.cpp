// ConvNeXt: a ConvNet for the 2020s
// paper       https://arxiv.org/abs/2201.03545
// reference   transformers, models/convnext/modeling_convnext.py
// checkpoint  facebook/convnext-tiny-224

#include "architectures/catalog.h"
#include "graph/convolution.h"
#include "graph/spatial.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct ConvNext {
  static constexpr float eps = 1e-6F;  // of every LayerNorm but the last, not in the configuration

  const Config& config;
  const std::vector<std::int64_t> hidden_sizes =
      config.get("hidden_sizes", std::vector<std::int64_t>{96, 192, 384, 768});
  const std::vector<std::int64_t> depths =
      config.get("depths", std::vector<std::int64_t>{3, 3, 9, 3});

  // Section 2.6 of the paper: depthwise convolution, LayerNorm, and two linear layers, channels last
  Value layer(Value x, Scope w, std::int64_t channels) const {
    const auto spread = conv(x, w / "dwconv", {.padding = {3, 3}, .groups = channels});
    const auto y = layer_norm(transpose(spread, {0, 2, 3, 1}), w / "layernorm", eps);
    const auto act = config.get<std::string>("hidden_act", "gelu");
    auto inner = linear(activation(act, linear(y, w / "pwconv1")), w / "pwconv2");
    if (config.get("layer_scale_init_value", 1e-6F) > 0) inner = w["layer_scale_parameter"] * inner;
    return x + transpose(inner, {0, 3, 1, 2});
  }

  Value stage(Value x, Scope w, std::size_t index) const {
    if (index > 0)
      x = conv(channel_norm(x, w / "downsampling_layer.0", eps), w / "downsampling_layer.1",
               {.stride = {2, 2}});
    for (std::int64_t i = 0; i < depths[index]; ++i)
      x = layer(x, w / "layers" / i, hidden_sizes[index]);
    return x;
  }

  Value last_hidden_state(Scope w) const {
    const auto patch = config.get<std::int64_t>("patch_size", 4);
    const auto pixels = pixel_values(w.graph(), config.get<std::int64_t>("num_channels", 3));
    const auto stem = conv(pixels, w / "embeddings.patch_embeddings", {.stride = {patch, patch}});
    auto x = channel_norm(stem, w / "embeddings.layernorm", eps);
    if (depths.size() != hidden_sizes.size()) {
      w.graph().problem("config.json: depths and hidden_sizes differ in length");
      return x;
    }
    for (std::size_t i = 0; i < depths.size(); ++i)
      x = stage(x, w / "encoder.stages" / static_cast<std::int64_t>(i), i);
    return x;
  }

  Value pooled(Value last, Scope w) const {
    return layer_norm(mean_over_space(last), w / "layernorm",
                      config.get<float>("layer_norm_eps", 1e-12F));
  }

  Outputs base(Scope w) const {
    const auto last = last_hidden_state(w / "convnext");
    return {{"last_hidden_state", last}, {"pooler_output", pooled(last, w / "convnext")}};
  }

  Outputs image_classification(Scope w) const {
    const auto last = last_hidden_state(w / "convnext");
    return {{"logits", linear(pooled(last, w / "convnext"), w / "classifier")}};
  }
};

}  // namespace

Architecture convnext() {
  return {.model_type = "convnext",
          .base_model_prefix = "convnext",
          .heads = {{"ConvNextModel", head(&ConvNext::base)},
                    {"ConvNextForImageClassification", head(&ConvNext::image_classification)}}};
}

}  // namespace hfi::architectures
