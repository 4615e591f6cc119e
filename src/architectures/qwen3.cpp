// Qwen3 Technical Report
// paper       https://arxiv.org/abs/2505.09388, section 2: Qwen2 without biases, queries and keys normalised per head
// reference   transformers, models/qwen3/modeling_qwen3.py
// checkpoint  Qwen/Qwen3-0.6B

#include "architectures/blocks/decoder_layer.h"
#include "architectures/blocks/qwen_windows.h"
#include "architectures/blocks/rope.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Qwen3 {
  const Config& config;
  const float eps = config.get("rms_norm_eps", 1e-6F);

  Outputs causal_lm(Scope w) const {
    const auto how = attention_of(w.graph(), config);
    const QwenWindows windows(config);
    const auto attend = [&](Value x, const Rotary& angles, Scope layer, std::int64_t i) {
      auto heads = project_heads(x, layer);
      heads.q = norm_each_head(heads.q, layer["q_norm.weight"], how.head_dim, eps);
      heads.k = norm_each_head(heads.k, layer["k_norm.weight"], how.head_dim, eps);
      return rotary_attention(heads, angles, layer, i, windows.of_layer(how, i));
    };
    const auto hidden = llama_decoder(w / "model", config, attend);
    return {{"logits", next_token_logits(hidden, w, config, false)}};
  }
};

}  // namespace

Architecture qwen3() {
  return {.model_type = "qwen3",
          .base_model_prefix = "model",
          .heads = {{"Qwen3ForCausalLM", head(&Qwen3::causal_lm)}},
          .max_length = max_rope_length};
}

}  // namespace hfi::architectures
