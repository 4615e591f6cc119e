#include "architectures/blocks/decoder_layer.h"

#include "architectures/blocks/rope.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {

using namespace graph;

CachedAttention attention_of(Graph& graph, const Config& config) {
  const auto heads = config.get<std::int64_t>("num_attention_heads");
  CachedAttention how{.num_heads = heads,
                      .num_key_value_heads = config.get("num_key_value_heads", heads),
                      .head_dim = 0};
  how.head_dim = config.has("head_dim")
                     ? config.get<std::int64_t>("head_dim")
                     : head_size(graph, config.get<std::int64_t>("hidden_size"), heads);
  if (how.num_key_value_heads <= 0 || heads % how.num_key_value_heads != 0) {
    graph.problem("config.json: num_key_value_heads does not divide num_attention_heads");
    how.num_key_value_heads = heads;
  }
  return how;
}

Value linear_or_project(Value x, Scope w) {
  return w.has("bias") ? linear(x, w) : project(x, w["weight"]);
}

Heads project_heads(Value x, Scope w) {
  return {linear_or_project(x, w / "q_proj"), linear_or_project(x, w / "k_proj"),
          linear_or_project(x, w / "v_proj")};
}

Value rotary_attention(const Heads& heads, const Rotary& angles, Scope w, std::int64_t layer,
                       const CachedAttention& how) {
  const auto q = rotate(heads.q, angles, how.num_heads);
  const auto k = rotate(heads.k, angles, how.num_key_value_heads);
  return linear_or_project(cached_attention(q, k, heads.v, layer, how), w / "o_proj");
}

Value norm_each_head(Value x, Value weight, std::int64_t head_dim, float eps) {
  return reshape(rms_norm(reshape(x, {0, 0, -1, head_dim}), weight, eps), {0, 0, -1});
}

Value gated_mlp(Value x, Scope w, const std::string& act) {
  const auto gate = activation(act, linear_or_project(x, w / "gate_proj"));
  return linear_or_project(gate * linear_or_project(x, w / "up_proj"), w / "down_proj");
}

Value llama_decoder(Scope w, const Config& config, const Attend& attend) {
  auto& graph = w.graph();
  const auto act = config.get<std::string>("hidden_act", "silu");
  const auto eps = config.get("rms_norm_eps", 1e-6F);
  const auto angles = rope(graph, config, attention_of(graph, config).head_dim);
  auto x = embedding(token_ids(graph, "input_ids"), w / "embed_tokens");
  const auto num_layers = config.count("num_hidden_layers");
  for (std::int64_t i = 0; i < num_layers; ++i) {
    const auto layer = w / "layers" / i;
    x = x +
        attend(rms_norm(x, layer["input_layernorm.weight"], eps), angles, layer / "self_attn", i);
    x = x +
        gated_mlp(rms_norm(x, layer["post_attention_layernorm.weight"], eps), layer / "mlp", act);
  }
  return rms_norm(x, w["norm.weight"], eps);
}

Value next_token_logits(Value hidden, Scope w, const Config& config, bool tied_by_default) {
  const bool tied = config.get("tie_word_embeddings", tied_by_default);
  const auto words = tied ? w["model.embed_tokens.weight"] : w["lm_head.weight"];
  return project(last_position(hidden), words);
}

bool slides(const std::vector<std::string>& layer_types, std::int64_t layer) {
  const auto index = static_cast<std::size_t>(layer);
  return index < layer_types.size() && layer_types[index] == "sliding_attention";
}

}  // namespace hfi::architectures
