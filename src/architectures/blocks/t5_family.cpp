// T5: Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer
// paper       https://arxiv.org/abs/1910.10683, section 2.1; gated activations: arXiv 2002.05202
// reference   transformers, models/t5/modeling_t5.py
// checkpoint  google-t5/t5-small, google/flan-t5-small

#include "architectures/blocks/t5_family.h"

#include <cmath>

#include "architectures/blocks/relative_positions.h"
#include "architectures/blocks/tied_weights.h"
#include "graph/cross_attention.h"
#include "graph/decoding.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

// Products are not scaled: the initialisation does that.
constexpr float unscaled = 1.0F;

struct T5 {
  const Config& config;
  const T5Variant& variant;
  const std::int64_t heads = config.get("num_heads", std::int64_t{8});
  const std::int64_t d_kv = config.get("d_kv", std::int64_t{64});
  const std::int64_t num_layers = config.count("num_layers");
  const std::int64_t num_decoder_layers =
      config.has("num_decoder_layers") ? config.count("num_decoder_layers") : num_layers;
  const float eps = config.get("layer_norm_epsilon", 1e-6F);
  const std::string proj = config.get<std::string>("feed_forward_proj", variant.feed_forward_proj);

  static Value linear(Value x, Scope w) { return project(x, w["weight"]); }
  Value norm(Value x, Scope w) const { return rms_norm(x, w["layer_norm.weight"], eps); }

  [[nodiscard]] RelativePositions positions(bool bidirectional) const {
    return {.num_buckets = config.get("relative_attention_num_buckets", std::int64_t{32}),
            .max_distance = config.get("relative_attention_max_distance", std::int64_t{128}),
            .bidirectional = bidirectional};
  }

  // feed_forward_proj is an activation, or "gated-" and one; "gated-gelu" means its approximation
  Value feed_forward(Value x, Scope w) const {
    const auto dense = w / "DenseReluDense";
    const auto y = norm(x, w);
    constexpr std::string_view gated = "gated-";
    if (!proj.starts_with(gated))
      return x + linear(activation(proj, linear(y, dense / "wi")), dense / "wo");
    const auto act = proj == "gated-gelu" ? "gelu_new" : proj.substr(gated.size());
    const auto gate = activation(act, linear(y, dense / "wi_0"));
    return x + linear(gate * linear(y, dense / "wi_1"), dense / "wo");
  }

  Value encoder_attention(Value x, Value mask, Value bias, Scope w) const {
    const auto y = norm(x, w);
    const auto self = w / "SelfAttention";
    const Attention how{.num_heads = heads, .scale = unscaled, .bias = bias};
    return x + linear(attention(linear(y, self / "q"), linear(y, self / "k"), linear(y, self / "v"),
                                mask, how),
                      self / "o");
  }

  Value words(Value ids, Scope w, const std::string& stack) const {
    return gather(tied(w, stack + ".embed_tokens.weight",
                       {"shared.weight", "encoder.embed_tokens.weight", "lm_head.weight"}),
                  ids, 0);
  }

  // All layers share the bias of the first.
  Value encoder(Scope w) const {
    const auto ids = token_ids(w.graph(), "input_ids");
    const auto mask = attention_mask(w.graph());
    const auto blocks = w / "encoder.block";
    const auto place = arange(length_of(ids));
    const auto bias = relative_attention_bias(
        reshape(place, {1, -1, 1}), place,
        (blocks / 0)["layer.0.SelfAttention.relative_attention_bias.weight"], positions(true));
    auto x = words(ids, w, "encoder");
    for (std::int64_t i = 0; i < num_layers; ++i) {
      x = encoder_attention(x, mask, bias, blocks / i / "layer.0");
      x = feed_forward(x, blocks / i / "layer.1");
    }
    return rms_norm(x, w["encoder.final_layer_norm.weight"], eps);
  }

  [[nodiscard]] CrossAttention cross() const {
    return {.num_heads = heads, .head_dim = d_kv, .scale = unscaled};
  }

  Outputs encoder_for_decoder(Scope w) const {
    const auto x = encoder(w);
    Outputs outputs;
    for (std::int64_t i = 0; i < num_decoder_layers; ++i) {
      const auto attention = w / "decoder.block" / i / "layer.1.EncDecAttention";
      for (auto& output :
           cross_key_values(linear(x, attention / "k"), linear(x, attention / "v"), i, cross()))
        outputs.push_back(std::move(output));
    }
    return outputs;
  }

  Value decoder_attention(Value x, Value bias, Scope w, std::int64_t layer) const {
    const auto y = norm(x, w);
    const auto self = w / "SelfAttention";
    const CachedAttention how{.num_heads = heads,
                              .num_key_value_heads = heads,
                              .head_dim = d_kv,
                              .scale = unscaled,
                              .bias = bias};
    return x + linear(cached_attention(linear(y, self / "q"), linear(y, self / "k"),
                                       linear(y, self / "v"), layer, how),
                      self / "o");
  }

  Value decoder_cross_attention(Value x, Scope w, std::int64_t layer) const {
    const auto q = linear(norm(x, w), w / "EncDecAttention.q");
    return x + linear(cross_attention(q, layer, cross()), w / "EncDecAttention.o");
  }

  Value logits(Value x, Scope w) const {
    const bool scaled = variant.scales_where_tied && config.get("tie_word_embeddings", true);
    const auto d_model = config.get<float>("d_model");
    if (scaled) x = x * (1.0F / std::sqrt(d_model));
    return project(x, tied(w, "lm_head.weight", {"shared.weight", "decoder.embed_tokens.weight"}));
  }

  Outputs decoder(Scope w) const {
    auto& graph = w.graph();
    const auto blocks = w / "decoder.block";
    const auto bias = relative_attention_bias(
        unsqueeze(position_ids(graph), 2), key_positions(graph),
        (blocks / 0)["layer.0.SelfAttention.relative_attention_bias.weight"], positions(false));
    auto x = words(token_ids(graph, "input_ids"), w, "decoder");
    for (std::int64_t i = 0; i < num_decoder_layers; ++i) {
      const auto block = blocks / i / "layer";
      x = decoder_attention(x, bias, block / 0, i);
      x = decoder_cross_attention(x, block / 1, i);
      x = feed_forward(x, block / 2);
    }
    x = rms_norm(x, w["decoder.final_layer_norm.weight"], eps);
    return {{"logits", logits(last_position(x), w)}};
  }
};

template <class Method>
Build network(const T5Variant& variant, Method method) {
  return [variant, method](Scope w, const Config& config) -> Outputs {
    return (T5{config, variant}.*method)(w);
  };
}

}  // namespace

Architecture t5_family(const T5Variant& variant) {
  const auto embeddings = [variant](Scope w, const Config& config) -> Outputs {
    return {{"last_hidden_state", T5{config, variant}.encoder(w)}};
  };
  return {.model_type = variant.model_type,
          .base_model_prefix = "transformer",
          .heads = {{variant.class_prefix + "EncoderModel", embeddings},
                    {variant.class_prefix + "ForConditionalGeneration",
                     {{"encoder", network(variant, &T5::encoder_for_decoder)},
                      {"decoder", network(variant, &T5::decoder)}}}},
          .special_tokens = variant.special_tokens};
}

}  // namespace hfi::architectures
