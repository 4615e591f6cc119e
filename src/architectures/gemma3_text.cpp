// Gemma 3 Technical Report, the models that read text alone
// paper       https://arxiv.org/abs/2503.19786, section 2: five local layers to a global one, queries and keys normalised
// reference   transformers, models/gemma3/modeling_gemma3.py, Gemma3ForCausalLM
// checkpoint  google/gemma-3-1b-it

#include "architectures/blocks/gemma_layer.h"
#include "architectures/blocks/rope.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Gemma3 {
  const Config& config;
  const float eps = config.get("rms_norm_eps", 1e-6F);

  bool is_local(std::int64_t layer) const {
    if (config.has("layer_types"))
      return slides(config.get<std::vector<std::string>>("layer_types"), layer);
    return (layer + 1) % config.get("sliding_window_pattern", std::int64_t{6}) != 0;
  }

  // Local layers turn by a base of their own, and global ones alone are stretched (section 2, "Long context").
  Rotary angles(Graph& graph, bool local, std::int64_t head_dim) const {
    const auto theta = local ? config.get("rope_local_base_freq", 10'000.0F)
                             : config.get("rope_theta", 1'000'000.0F);
    if (config.has("rope_parameters")) {
      const auto both = config.section("rope_parameters");
      const auto parameters = both.section(local ? "sliding_attention" : "full_attention");
      return rope(graph, config, parameters, theta, head_dim);
    }
    if (!local && config.has("rope_scaling"))
      return rope(graph, config, config.section("rope_scaling"), theta, head_dim);
    return rope(graph, config, Config(json::Object{}), theta, head_dim);
  }

  Value attention(Value x, Scope w, const Rotary& turned, std::int64_t layer,
                  const CachedAttention& how) const {
    auto heads = project_heads(x, w);
    heads.q = norm_each_head(heads.q, w["q_norm.weight"] + 1.0F, how.head_dim, eps);
    heads.k = norm_each_head(heads.k, w["k_norm.weight"] + 1.0F, how.head_dim, eps);
    return rotary_attention(heads, turned, w, layer, how);
  }

  Value decoder(Scope w) const {
    const auto global = gemma_attention(w.graph(), config);
    auto local = global;
    local.sliding_window = config.get("sliding_window", std::int64_t{4096});
    const auto local_angles = angles(w.graph(), true, global.head_dim);
    const auto global_angles = angles(w.graph(), false, global.head_dim);
    auto x = gemma_embeddings(w, config);
    const auto num_layers = config.count("num_hidden_layers");
    for (std::int64_t i = 0; i < num_layers; ++i) {
      const auto layer = w / "layers" / i;
      x = gemma_layer(x, layer, config, [&](Value y) {
        return attention(y, layer / "self_attn", is_local(i) ? local_angles : global_angles, i,
                         is_local(i) ? local : global);
      });
    }
    return gemma_norm(x, w["norm.weight"], eps);
  }

  Outputs causal_lm(Scope w) const {
    const auto logits = next_token_logits(decoder(w / "model"), w, config, true);
    return {{"logits", soft_capped_logits(logits, config)}};
  }
};

}  // namespace

Architecture gemma3_text() {
  return {.model_type = "gemma3_text",
          .base_model_prefix = "model",
          .heads = {{"Gemma3ForCausalLM", head(&Gemma3::causal_lm)}},
          .max_length = max_position_embeddings};
}

}  // namespace hfi::architectures
