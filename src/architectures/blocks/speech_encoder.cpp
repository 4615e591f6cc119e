#include "architectures/blocks/speech_encoder.h"

#include "architectures/blocks/weight_norm.h"

namespace hfi::architectures {
namespace {

using namespace graph;
using Integers = std::vector<std::int64_t>;

constexpr float conv_norm_eps = 1e-5F;  // torch's default, not in the configuration

struct Widths {
  Integers kernel, stride;
};

Widths widths_of(const Config& config) {
  return {config.get<Integers>("conv_kernel", {10, 3, 3, 3, 3, 2, 2}),
          config.get<Integers>("conv_stride", {5, 2, 2, 2, 2, 2, 2})};
}

// [batch, steps, channels] and back
Value swapped(Value x) { return transpose(x, {0, 2, 1}); }

}  // namespace

Value SpeechEncoder::convolutions(Value samples, Scope w) const {
  const auto norm = config.get<std::string>("feat_extract_norm", "group");
  const auto act = config.get<std::string>("feat_extract_activation", "gelu");
  const auto [kernel, stride] = widths_of(config);
  if (norm != "group" && norm != "layer")
    w.graph().problem("config.json: feat_extract_norm \"" + norm + "\" is not built in");
  if (kernel.size() != stride.size())
    w.graph().problem("config.json: conv_kernel and conv_stride have different lengths");
  auto x = unsqueeze(samples, 1);
  for (std::size_t i = 0; i < std::min(kernel.size(), stride.size()); ++i) {
    const auto layer = w / static_cast<std::int64_t>(i);
    x = conv(x, layer / "conv", {.stride = {stride[i]}});
    if (norm == "layer")
      x = swapped(layer_norm(swapped(x), layer / "layer_norm", conv_norm_eps));
    else if (i == 0)
      x = instance_norm(x, layer / "layer_norm", conv_norm_eps);
    x = activation(act, x);
  }
  return swapped(x);
}

// A convolution takes the place of position embeddings.
Value SpeechEncoder::positions(Value x, Scope w) const {
  const auto kernel = config.get<std::int64_t>("num_conv_pos_embeddings", 128);
  const Convolution options{
      .padding = {kernel / 2},
      .groups = config.get<std::int64_t>("num_conv_pos_embedding_groups", 16)};
  auto y = swapped(x);
  if (position_batch_norm) {
    y = batch_norm(y, w / "batch_norm", conv_norm_eps);
    y = conv(y, w / "conv", options);
  } else {
    const auto weight = weight_norm(w / "conv", 2);  // a length for each place of the kernel
    y = conv(y, weight, w["conv.bias"], options);
  }
  if (kernel % 2 == 0) y = slice(y, 0, -1, 2);  // one step more came out than went in
  return swapped(activation(config.get<std::string>("feat_extract_activation", "gelu"), y));
}

Value SpeechEncoder::layer(Value x, Scope w) const {
  const auto eps = config.get("layer_norm_eps", 1e-5F);
  const bool before = config.get("do_stable_layer_norm", false);
  const auto attend = [&](Value y) {
    const auto q = linear(y, w / "attention.q_proj");
    const auto k = linear(y, w / "attention.k_proj");
    const auto v = linear(y, w / "attention.v_proj");
    const auto heads = config.get<std::int64_t>("num_attention_heads");
    return linear(attention(q, k, v, Value{}, heads), w / "attention.out_proj");
  };
  const auto feed_forward = [&](Value y) {
    const auto inner = linear(y, w / "feed_forward.intermediate_dense");
    return linear(activation(config.get<std::string>("hidden_act", "gelu"), inner),
                  w / "feed_forward.output_dense");
  };
  if (before) {
    const auto y = x + attend(layer_norm(x, w / "layer_norm", eps));
    return y + feed_forward(layer_norm(y, w / "final_layer_norm", eps));
  }
  const auto y = layer_norm(x + attend(x), w / "layer_norm", eps);
  return layer_norm(y + feed_forward(y), w / "final_layer_norm", eps);
}

std::vector<Value> SpeechEncoder::hidden_states(Scope w) const {
  auto& graph = w.graph();
  for (const auto* key : {"adapter_attn_dim", "add_adapter"})
    if (config.has(key) && config.object().at(key) != false)
      graph.problem(std::string("config.json: ") + key + ": adapters are not built in");
  head_size(graph, config.get<std::int64_t>("hidden_size"),
            config.get<std::int64_t>("num_attention_heads"));
  const auto eps = config.get("layer_norm_eps", 1e-5F);
  const bool before = config.get("do_stable_layer_norm", false);

  auto x = convolutions(graph.input("input_values", DType::f32, {"batch", "samples"}),
                        w / "feature_extractor.conv_layers");
  if (projection_norm) x = layer_norm(x, w / "feature_projection.layer_norm", eps);
  x = linear(x, w / "feature_projection.projection");
  x = x + positions(x, w / "encoder.pos_conv_embed");
  if (!before) x = layer_norm(x, w / "encoder.layer_norm", eps);

  std::vector<Value> states{x};
  const auto layers = config.count("num_hidden_layers");
  for (std::int64_t i = 0; i < layers; ++i)
    states.push_back(layer(states.back(), w / "encoder.layers" / i));
  if (before) states.back() = layer_norm(states.back(), w / "encoder.layer_norm", eps);
  return states;
}

Outputs speech_ctc(const SpeechEncoder& encoder, Scope w, const std::string& name) {
  return {{"logits", linear(encoder.hidden_states(w / name).back(), w / "lm_head")}};
}

Outputs speech_classification(const SpeechEncoder& encoder, Scope w, const std::string& name) {
  const auto states = encoder.hidden_states(w / name);
  auto x = states.back();
  if (encoder.config.get("use_weighted_layer_sum", false)) {
    const auto share = softmax(w["layer_weights"], -1);
    x = states[0] * take(share, 0, 0);
    for (std::size_t i = 1; i < states.size(); ++i)
      x = x + states[i] * take(share, static_cast<std::int64_t>(i), 0);
  }
  return {{"logits", linear(mean(linear(x, w / "projector"), 1), w / "classifier")}};
}

std::optional<std::int64_t> fewest_samples(const Config& config) {
  const auto [kernel, stride] = widths_of(config);
  std::int64_t samples = 1;
  for (auto i = std::min(kernel.size(), stride.size()); i-- > 0;)
    samples = (samples - 1) * stride[i] + kernel[i];
  return samples;
}

}  // namespace hfi::architectures
