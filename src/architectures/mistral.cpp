// Mistral 7B
// paper       https://arxiv.org/abs/2310.06825, section 2: LLaMA with a sliding window in every layer
// reference   transformers, models/mistral/modeling_mistral.py
// checkpoint  mistralai/Mistral-7B-v0.1

#include "architectures/blocks/decoder_layer.h"
#include "architectures/blocks/rope.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Mistral {
  const Config& config;

  Outputs causal_lm(Scope w) const {
    auto how = attention_of(w.graph(), config);
    if (config.has("sliding_window"))
      how.sliding_window = config.get<std::int64_t>("sliding_window");
    const auto attend = [&](Value x, const Rotary& angles, Scope layer, std::int64_t i) {
      return rotary_attention(project_heads(x, layer), angles, layer, i, how);
    };
    const auto hidden = llama_decoder(w / "model", config, attend);
    return {{"logits", next_token_logits(hidden, w, config, false)}};
  }
};

}  // namespace

Architecture mistral() {
  return {.model_type = "mistral",
          .base_model_prefix = "model",
          .heads = {{"MistralForCausalLM", head(&Mistral::causal_lm)}},
          .max_length = max_rope_length};
}

}  // namespace hfi::architectures
