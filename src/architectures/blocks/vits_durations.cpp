#include "architectures/blocks/vits_durations.h"

#include <cmath>

#include "architectures/blocks/spline.h"
#include "architectures/blocks/vits_text_encoder.h"
#include "graph/convolution.h"
#include "graph/elementwise.h"

namespace hfi::architectures {
namespace {

using namespace graph;

constexpr float convolutions_eps = 1e-5F;  // torch's default, not in the configuration

// torch.nn.LayerNorm over the channels of [batch, channels, length]
Value norm_of_channels(Value x, Scope w, float eps) {
  return transpose(layer_norm(transpose(x, {0, 2, 1}), w, eps), {0, 2, 1});
}

// [batch, 2, length] with its channels in the other order
Value flipped(Value x) { return concat({slice(x, 1, 2, 1), slice(x, 0, 1, 1)}, 1); }

struct StochasticDurations {
  const Config& config;
  const std::int64_t hidden = config.get<std::int64_t>("hidden_size", 192);
  const std::int64_t kernel = vits_count(config, "duration_predictor_kernel_size", 3);
  const std::int64_t bins = vits_count(config, "duration_predictor_flow_bins", 10);

  // appendix A.2: dilated depth-separable convolutions
  Value convolutions(Value x, Scope w) const {
    const auto layers = vits_count(config, "depth_separable_num_layers", 3);
    std::int64_t dilation = 1;
    for (std::int64_t i = 0; i < layers; ++i) {
      auto y = conv(x, w / "convs_dilated" / i,
                    {.padding = {(kernel * dilation - dilation) / 2},
                     .dilation = {dilation},
                     .groups = hidden});
      y = activation("gelu", norm_of_channels(y, w / "norms_1" / i, convolutions_eps));
      y = conv(y, w / "convs_pointwise" / i);
      x = x + activation("gelu", norm_of_channels(y, w / "norms_2" / i, convolutions_eps));
      dilation = vits_dilation(dilation, kernel);
    }
    return x;
  }

  // A coupling layer backwards: the second channel changes as the first and the text say.
  Value coupling(Value latents, Value text, Scope w) const {
    const auto halves = split(latents, {1, 1}, 1);
    const auto y = convolutions(conv(halves[0], w / "conv_pre") + text, w / "conv_dds");
    const auto parameters = transpose(conv(y, w / "conv_proj"), {0, 2, 1});  // one half channel
    const auto parts = split(unsqueeze(parameters, 1), {bins, bins, bins - 1}, 3);
    const auto root = number(w.graph(), std::sqrt(static_cast<float>(hidden)));
    const Spline spline{.widths = parts[0] / root,
                        .heights = parts[1] / root,
                        .derivatives = parts[2],
                        .bins = bins,
                        .tail_bound = config.get("duration_predictor_tail_bound", 5.0F)};
    return concat({halves[0], inverse(spline, halves[1])}, 1);
  }

  static Value affine(Value latents, Scope w) {
    return (latents - w["translate"]) * exp(w["log_scale"] * -1.0F);
  }

  Value operator()(Value x, Value speaker, Scope w) const {
    auto& graph = w.graph();
    if (config.get<std::int64_t>("depth_separable_channels", 2) != 2)
      graph.problem("config.json: depth_separable_channels other than 2 are not built in");
    auto text = conv(x, w / "conv_pre");
    if (speaker.graph != nullptr) text = text + conv(speaker, w / "cond");
    text = conv(convolutions(text, w / "conv_dds"), w / "conv_proj");

    auto latents = graph.input("duration_noise", DType::f32, {"batch", 2, "length"});
    // flow 1 changes only the channel that is thrown away
    for (auto i = vits_count(config, "duration_predictor_num_flows", 4); i > 1; --i)
      latents = coupling(flipped(latents), text, w / "flows" / i);
    latents = affine(flipped(latents), w / "flows.0");
    return slice(latents, 0, 1, 1);
  }
};

Value likeliest_durations(Value x, Value speaker, Scope w, const Config& config) {
  const auto eps = config.get("layer_norm_eps", 1e-5F);
  const Convolution options{
      .padding = {config.get<std::int64_t>("duration_predictor_kernel_size", 3) / 2}};
  if (speaker.graph != nullptr) x = x + conv(speaker, w / "cond");
  x = norm_of_channels(activation("relu", conv(x, w / "conv_1", options)), w / "norm_1", eps);
  x = norm_of_channels(activation("relu", conv(x, w / "conv_2", options)), w / "norm_2", eps);
  return conv(x, w / "proj");
}

}  // namespace

Value vits_durations(Value x, Value speaker, Scope w, const Config& config) {
  return config.get("use_stochastic_duration_prediction", true)
             ? StochasticDurations{config}(x, speaker, w)
             : likeliest_durations(x, speaker, w, config);
}

}  // namespace hfi::architectures
