// Phi-3 Technical Report: A Highly Capable Language Model Locally on Your Phone
// paper       https://arxiv.org/abs/2404.14219, section 2: LLaMA's layers with their projections stored together
// reference   transformers, models/phi3/modeling_phi3.py
// checkpoint  microsoft/Phi-3-mini-4k-instruct

#include "architectures/blocks/decoder_layer.h"
#include "architectures/blocks/rope.h"
#include "architectures/catalog.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Phi3 {
  const Config& config;
  const float eps = config.get("rms_norm_eps", 1e-5F);
  const std::string act = config.get<std::string>("hidden_act", "silu");

  CachedAttention attention(Graph& graph) const {
    auto how = attention_of(graph, config);
    if (config.has("sliding_window"))
      how.sliding_window = config.get<std::int64_t>("sliding_window");
    return how;
  }

  static Heads heads(Value x, Scope w, const CachedAttention& how) {
    const auto keys = how.num_key_value_heads * how.head_dim;
    const auto parts =
        split(project(x, w["qkv_proj.weight"]), {how.num_heads * how.head_dim, keys, keys}, -1);
    return {parts[0], parts[1], parts[2]};
  }

  Value mlp(Value x, Scope w) const {
    const auto inner = config.get<std::int64_t>("intermediate_size");
    const auto parts = split(project(x, w["gate_up_proj.weight"]), {inner, inner}, -1);
    return project(parts[1] * activation(act, parts[0]), w["down_proj.weight"]);
  }

  Value decoder(Scope w) const {
    auto& graph = w.graph();
    const auto how = attention(graph);
    const auto angles = rope(graph, config, how.head_dim);
    auto x = embedding(token_ids(graph, "input_ids"), w / "embed_tokens");
    const auto num_layers = config.count("num_hidden_layers");
    for (std::int64_t i = 0; i < num_layers; ++i) {
      const auto layer = w / "layers" / i;
      const auto attn = layer / "self_attn";
      const auto y = rms_norm(x, layer["input_layernorm.weight"], eps);
      x = x + rotary_attention(heads(y, attn, how), angles, attn, i, how);
      x = x + mlp(rms_norm(x, layer["post_attention_layernorm.weight"], eps), layer / "mlp");
    }
    return rms_norm(x, w["norm.weight"], eps);
  }

  Outputs causal_lm(Scope w) const {
    return {{"logits", next_token_logits(decoder(w / "model"), w, config, false)}};
  }
};

}  // namespace

Architecture phi3() {
  return {.model_type = "phi3",
          .base_model_prefix = "model",
          .heads = {{"Phi3ForCausalLM", head(&Phi3::causal_lm)}},
          .max_length = max_rope_length};
}

}  // namespace hfi::architectures
