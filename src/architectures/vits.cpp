// VITS: Conditional Variational Autoencoder with Adversarial Learning for End-to-End Text-to-Speech
// paper       https://arxiv.org/abs/2106.06103
// reference   transformers, models/vits/modeling_vits.py
// checkpoint  facebook/mms-tts-eng

#include "architectures/blocks/hifi_gan.h"
#include "architectures/blocks/vits_durations.h"
#include "architectures/blocks/vits_text_encoder.h"
#include "architectures/blocks/weight_norm.h"
#include "architectures/catalog.h"
#include "graph/elementwise.h"

namespace hfi::architectures {
namespace {

using namespace graph;

// Between its two networks stands what depends on the durations: which token each frame of the speech belongs to.
struct Vits {
  const Config& config;
  const std::int64_t hidden = config.get<std::int64_t>("hidden_size", 192);
  const std::int64_t flow_size = vits_count(config, "flow_size", 192);

  // [batch, size, 1]; absent for a model with one voice
  Value speaker(Scope w) const {
    if (config.get<std::int64_t>("num_speakers", 1) <= 1) return {};
    const auto id = w.graph().input("speaker_id", DType::i64, {"batch"});
    return unsqueeze(embedding(id, w / "embed_speaker"), 2);
  }

  Outputs text(Scope w) const {
    const auto text = vits_text(w / "text_encoder", config);
    const auto durations = vits_durations(transpose(text.hidden, {0, 2, 1}), speaker(w),
                                          w / "duration_predictor", config);
    return {{"log_duration", durations},
            {"prior_means", text.means},
            {"prior_log_variances", text.log_variances}};
  }

  // WaveNet (arXiv 1609.03499) without its causality: section 2.2.1
  Value wavenet(Value x, Value speaker, Scope w) const {
    const auto layers = vits_count(config, "prior_encoder_num_wavenet_layers", 4);
    const auto kernel = vits_count(config, "wavenet_kernel_size", 5);
    const auto condition =
        speaker.graph == nullptr ? Value{} : weight_norm_conv(speaker, w / "cond_layer");
    Value sum{};
    std::int64_t dilation = 1;
    for (std::int64_t i = 0; i < layers; ++i) {
      auto y = weight_norm_conv(
          x, w / "in_layers" / i,
          {.padding = {(kernel * dilation - dilation) / 2}, .dilation = {dilation}});
      if (condition.graph != nullptr)
        y = y + slice(condition, 2 * hidden * i, 2 * hidden * (i + 1), 1);
      const auto gates = split(y, {hidden, hidden}, 1);
      y = weight_norm_conv(tanh(gates[0]) * sigmoid(gates[1]), w / "res_skip_layers" / i);
      if (i + 1 < layers) {
        const auto parts = split(y, {hidden, hidden}, 1);
        x = x + parts[0];
        y = parts[1];
      }
      sum = sum.graph == nullptr ? y : sum + y;
      dilation = vits_dilation(dilation, vits_count(config, "wavenet_dilation_rate", 1));
    }
    return sum;
  }

  // The channels in the opposite order.
  static Value flipped(Value x, std::int64_t channels) {
    std::vector<std::int64_t> order;
    for (auto i = channels; i-- > 0;) order.push_back(i);
    return gather(x, integers(*x.graph, order), 1);
  }

  // section 2.1.2: the normalising flow backwards, from the text's distribution to the speech's
  Value flow(Value x, Value speaker, Scope w) const {
    const auto half = flow_size / 2;
    for (auto i = vits_count(config, "prior_encoder_num_flows", 4); i-- > 0;) {
      const auto layer = w / "flows" / i;
      const auto halves = split(flipped(x, flow_size), {half, half}, 1);
      const auto y = wavenet(conv(halves[0], layer / "conv_pre"), speaker, layer / "wavenet");
      x = concat({halves[0], halves[1] - conv(y, layer / "conv_post")}, 1);
    }
    return x;
  }

  Outputs speech(Scope w) const {
    auto& graph = w.graph();
    const auto token_of_frame = graph.input("token_of_frame", DType::i64, {"frames"});
    const auto of_frames = [&](const char* name) {
      const auto of_tokens = graph.input(name, DType::f32, {"batch", "length", flow_size});
      return transpose(gather(of_tokens, token_of_frame, 1), {0, 2, 1});
    };
    const auto noise = graph.input("noise", DType::f32, {"batch", flow_size, "frames"});
    const auto latents = of_frames("prior_means") + noise * exp(of_frames("prior_log_variances"));
    const auto who = speaker(w);
    return {{"waveform", hifi_gan(flow(latents, who, w / "flow"), who, w / "decoder", config)}};
  }
};

}  // namespace

Architecture vits() {
  return {.model_type = "vits",
          .base_model_prefix = "vits",
          .heads = {{"VitsModel",
                     {{"text_encoder", head(&Vits::text)}, {"speech", head(&Vits::speech)}}}}};
}

}  // namespace hfi::architectures
