// GPT-2: Language Models are Unsupervised Multitask Learners
// paper       Radford et al. 2019, section 2.3
// reference   transformers, models/gpt2/modeling_gpt2.py
// checkpoint  openai-community/gpt2

#include <cmath>

#include "architectures/catalog.h"
#include "graph/decoding.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Gpt2 {
  const Config& config;
  const std::int64_t n_head = config.get("n_head", std::int64_t{12});
  const std::int64_t n_embd = config.get("n_embd", std::int64_t{768});
  const float eps = config.get("layer_norm_epsilon", 1e-5F);
  const std::string act = config.get<std::string>("activation_function", "gelu_new");

  // transformers.pytorch_utils.Conv1D: a linear layer that stores its weight as [in, out]
  static Value conv1d(Value x, Scope w) { return matmul(x, w["weight"]) + w["bias"]; }

  // scale_attn_weights, and the variant that also divides by the layer's number
  CachedAttention attention(Graph& graph, std::int64_t layer) const {
    CachedAttention how{.num_heads = n_head,
                        .num_key_value_heads = n_head,
                        .head_dim = head_size(graph, n_embd, n_head)};
    how.scale = config.get("scale_attn_weights", true)
                    ? 1.0F / std::sqrt(static_cast<float>(how.head_dim))
                    : 1.0F;
    if (config.get("scale_attn_by_inverse_layer_idx", false))
      how.scale /= static_cast<float>(layer + 1);
    return how;
  }

  Value block(Value x, Scope w, std::int64_t layer) const {
    const auto attn = w / "attn";
    const auto qkv = split(conv1d(layer_norm(x, w / "ln_1", eps), attn / "c_attn"),
                           {n_embd, n_embd, n_embd}, -1);
    const auto how = attention(w.graph(), layer);
    x = x + conv1d(cached_attention(qkv[0], qkv[1], qkv[2], layer, how), attn / "c_proj");
    const auto inner = activation(act, conv1d(layer_norm(x, w / "ln_2", eps), w / "mlp.c_fc"));
    return x + conv1d(inner, w / "mlp.c_proj");
  }

  Value decoder(Scope w) const {
    auto& graph = w.graph();
    if (config.get("add_cross_attention", false))
      graph.problem("config.json: add_cross_attention is true, this class has none");
    auto x = embedding(token_ids(graph, "input_ids"), w / "wte") +
             embedding(position_ids(graph), w / "wpe");
    const auto n_layer = config.count("n_layer");
    for (std::int64_t i = 0; i < n_layer; ++i) x = block(x, w / "h" / i, i);
    return layer_norm(x, w / "ln_f", eps);
  }

  Outputs lm_head(Scope w) const {
    const auto last = last_position(decoder(w / "transformer"));
    const auto words =
        config.get("tie_word_embeddings", true) ? w["transformer.wte.weight"] : w["lm_head.weight"];
    return {{"logits", project(last, words)}};
  }
};

std::optional<std::int64_t> max_length(const Config& config) {
  return config.get("n_positions", std::int64_t{1024});
}

}  // namespace

Architecture gpt2() {
  return {.model_type = "gpt2",
          .base_model_prefix = "transformer",
          .heads = {{"GPT2LMHeadModel", head(&Gpt2::lm_head)}},
          .max_length = max_length};
}

}  // namespace hfi::architectures
