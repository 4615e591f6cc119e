#include "architectures/blocks/gemma_layer.h"

#include <cmath>

#include "graph/text_inputs.h"

namespace hfi::architectures {

using namespace graph;

Value gemma_norm(Value x, Value weight, float eps) { return rms_norm(x, weight + 1.0F, eps); }

CachedAttention gemma_attention(Graph& graph, const Config& config) {
  auto how = attention_of(graph, config);
  how.scale = 1.0F / std::sqrt(config.get("query_pre_attn_scalar", 256.0F));
  if (config.get("use_bidirectional_attention", false))
    graph.problem("config.json: use_bidirectional_attention is not built in");
  return how;
}

Value gemma_embeddings(Scope w, const Config& config) {
  const auto x = embedding(token_ids(w.graph(), "input_ids"), w / "embed_tokens");
  return x * std::sqrt(config.get<float>("hidden_size"));
}

Value gemma_layer(Value x, Scope w, const Config& config,
                  const std::function<Value(Value)>& attend) {
  const auto eps = config.get("rms_norm_eps", 1e-6F);
  const auto act = config.get<std::string>("hidden_activation", "gelu_pytorch_tanh");
  const auto norm = [&](Value value, const char* name) {
    return gemma_norm(value, (w / name)["weight"], eps);
  };
  x = x + norm(attend(norm(x, "input_layernorm")), "post_attention_layernorm");
  const auto inner = gated_mlp(norm(x, "pre_feedforward_layernorm"), w / "mlp", act);
  return x + norm(inner, "post_feedforward_layernorm");
}

Value soft_capped_logits(Value logits, const Config& config) {
  if (!config.has("final_logit_softcapping")) return logits;
  const auto cap = config.get<float>("final_logit_softcapping");
  return tanh(logits * (1.0F / cap)) * cap;
}

}  // namespace hfi::architectures
