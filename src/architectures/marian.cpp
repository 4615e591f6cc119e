// Marian: Fast Neural Machine Translation in C++; the translation models of OPUS-MT
// paper       https://arxiv.org/abs/1804.00344
// reference   transformers, models/marian/modeling_marian.py
// checkpoint  Helsinki-NLP/opus-mt-en-de

#include "architectures/blocks/seq2seq.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

Seq2Seq parts(const graph::Config& config) {
  return {.encoder_embeddings = sinusoidal_embeddings(config),
          .decoder_embeddings = sinusoidal_embeddings(config),
          .residual = norm_after,
          .final_norm = false};
}

}  // namespace

Architecture marian() {
  return {.model_type = "marian",
          .base_model_prefix = "model",
          .heads = {seq2seq_lm("MarianMTModel", parts)},
          .max_length = max_position_embeddings,
          .special_tokens = {{"pad_token_id", 58100},
                             {"eos_token_id", 0},
                             {"decoder_start_token_id", 58100},
                             {"forced_eos_token_id", 0}}};
}

}  // namespace hfi::architectures
