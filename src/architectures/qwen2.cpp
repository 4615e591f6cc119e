// Qwen2 and Qwen2.5
// paper       https://arxiv.org/abs/2407.10671, section 2.2: LLaMA with biases on queries, keys and values
// reference   transformers, models/qwen2/modeling_qwen2.py
// checkpoint  Qwen/Qwen2.5-0.5B-Instruct

#include "architectures/blocks/decoder_layer.h"
#include "architectures/blocks/qwen_windows.h"
#include "architectures/blocks/rope.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Qwen2 {
  const Config& config;

  Outputs causal_lm(Scope w) const {
    const auto how = attention_of(w.graph(), config);
    const QwenWindows windows(config);
    const auto attend = [&](Value x, const Rotary& angles, Scope layer, std::int64_t i) {
      return rotary_attention(project_heads(x, layer), angles, layer, i, windows.of_layer(how, i));
    };
    const auto hidden = llama_decoder(w / "model", config, attend);
    return {{"logits", next_token_logits(hidden, w, config, false)}};
  }
};

}  // namespace

Architecture qwen2() {
  return {.model_type = "qwen2",
          .base_model_prefix = "model",
          .heads = {{"Qwen2ForCausalLM", head(&Qwen2::causal_lm)}},
          .max_length = max_rope_length};
}

}  // namespace hfi::architectures
