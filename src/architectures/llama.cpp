// LLaMA: Open and Efficient Foundation Language Models, and its successors up to 3.3
// paper       https://arxiv.org/abs/2302.13971, section 2.2; grouped queries: https://arxiv.org/abs/2307.09288, A.2.1
// reference   transformers, models/llama/modeling_llama.py
// checkpoint  TinyLlama/TinyLlama-1.1B-Chat-v1.0, meta-llama/Llama-3.2-1B

#include "architectures/blocks/decoder_layer.h"
#include "architectures/blocks/rope.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Llama {
  const Config& config;

  Outputs causal_lm(Scope w) const {
    const auto how = attention_of(w.graph(), config);
    const auto attend = [&](Value x, const Rotary& angles, Scope layer, std::int64_t i) {
      return rotary_attention(project_heads(x, layer), angles, layer, i, how);
    };
    const auto hidden = llama_decoder(w / "model", config, attend);
    return {{"logits", next_token_logits(hidden, w, config, false)}};
  }
};

}  // namespace

Architecture llama() {
  return {.model_type = "llama",
          .base_model_prefix = "model",
          .heads = {{"LlamaForCausalLM", head(&Llama::causal_lm)}},
          .max_length = max_rope_length};
}

}  // namespace hfi::architectures
