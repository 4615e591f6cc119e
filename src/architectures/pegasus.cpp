// PEGASUS: Pre-training with Extracted Gap-sentences for Abstractive Summarization
// paper       https://arxiv.org/abs/1912.08777
// reference   transformers, models/pegasus/modeling_pegasus.py
// checkpoint  google/pegasus-xsum

#include "architectures/blocks/seq2seq.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

Seq2Seq parts(const graph::Config& config) {
  return {.encoder_embeddings = sinusoidal_embeddings(config),
          .decoder_embeddings = sinusoidal_embeddings(config),
          .residual = norm_before,
          .final_norm = true};
}

}  // namespace

Architecture pegasus() {
  return {.model_type = "pegasus",
          .base_model_prefix = "model",
          .heads = {seq2seq_lm("PegasusForConditionalGeneration", parts)},
          .max_length = max_position_embeddings,
          .special_tokens = {{"pad_token_id", 0},
                             {"eos_token_id", 1},
                             {"decoder_start_token_id", 0},
                             {"forced_eos_token_id", 1}}};
}

}  // namespace hfi::architectures
