// mBART: Multilingual Denoising Pre-training for Neural Machine Translation
// paper       https://arxiv.org/abs/2001.08210
// reference   transformers, models/mbart/modeling_mbart.py
// checkpoint  facebook/mbart-large-50-many-to-many-mmt

#include "architectures/blocks/seq2seq.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

Seq2Seq parts(const graph::Config&) {
  return {.encoder_embeddings = normalised_embeddings,
          .decoder_embeddings = normalised_embeddings,
          .residual = norm_before,
          .final_norm = true};
}

}  // namespace

Architecture mbart() {
  return {.model_type = "mbart",
          .base_model_prefix = "model",
          .heads = {seq2seq_lm("MBartForConditionalGeneration", parts)},
          .max_length = max_position_embeddings,
          .special_tokens = {{"bos_token_id", 0},
                             {"pad_token_id", 1},
                             {"eos_token_id", 2},
                             {"forced_eos_token_id", 2}}};
}

}  // namespace hfi::architectures
