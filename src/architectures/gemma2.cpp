// Gemma 2: Improving Open Language Models at a Practical Size
// paper       https://arxiv.org/abs/2408.00118, section 2: local and global attention in turns, soft-capped products
// reference   transformers, models/gemma2/modeling_gemma2.py
// checkpoint  google/gemma-2-2b-it

#include "architectures/blocks/gemma_layer.h"
#include "architectures/blocks/rope.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Gemma2 {
  const Config& config;

  // The first layer is local, the second global, and so on, unless the file says otherwise.
  CachedAttention of_layer(CachedAttention how, std::int64_t layer) const {
    const bool local = config.has("layer_types")
                           ? slides(config.get<std::vector<std::string>>("layer_types"), layer)
                           : layer % 2 == 0;
    if (local) how.sliding_window = config.get("sliding_window", std::int64_t{4096});
    return how;
  }

  Value decoder(Scope w) const {
    auto how = gemma_attention(w.graph(), config);
    if (config.has("attn_logit_softcapping"))
      how.softcap = config.get<float>("attn_logit_softcapping");
    const auto angles = rope(w.graph(), config, how.head_dim);
    auto x = gemma_embeddings(w, config);
    const auto num_layers = config.count("num_hidden_layers");
    for (std::int64_t i = 0; i < num_layers; ++i) {
      const auto layer = w / "layers" / i;
      const auto attn = layer / "self_attn";
      x = gemma_layer(x, layer, config, [&](Value y) {
        return rotary_attention(project_heads(y, attn), angles, attn, i, of_layer(how, i));
      });
    }
    return gemma_norm(x, w["norm.weight"], config.get("rms_norm_eps", 1e-6F));
  }

  Outputs causal_lm(Scope w) const {
    const auto logits = next_token_logits(decoder(w / "model"), w, config, true);
    return {{"logits", soft_capped_logits(logits, config)}};
  }
};

}  // namespace

Architecture gemma2() {
  return {.model_type = "gemma2",
          .base_model_prefix = "model",
          .heads = {{"Gemma2ForCausalLM", head(&Gemma2::causal_lm)}},
          .max_length = max_position_embeddings};
}

}  // namespace hfi::architectures
