// BART: Denoising Sequence-to-Sequence Pre-training
// paper       https://arxiv.org/abs/1910.13461, section 2
// reference   transformers, models/bart/modeling_bart.py
// checkpoint  facebook/bart-large-cnn, facebook/bart-large-mnli

#include "architectures/blocks/seq2seq.h"
#include "architectures/blocks/span_head.h"
#include "architectures/catalog.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

Seq2Seq parts(const Config&) {
  return {.encoder_embeddings = normalised_embeddings,
          .decoder_embeddings = normalised_embeddings,
          .residual = norm_after,
          .final_norm = false};
}

struct Bart {
  const Config& config;

  Outputs base(Scope w) const {
    return {{"last_hidden_state", seq2seq_hidden(w / "model", config, parts)}};
  }

  // The sentence is what the decoder makes of its last end-of-sequence token (section 3.1).
  Outputs sequence_classification(Scope w) const {
    auto& graph = w.graph();
    const auto eos = integer(graph, config.get("eos_token_id", std::int64_t{2}));
    const auto is_end = cast(equal(token_ids(graph, "input_ids"), eos), DType::i64);
    const auto x = take_last(seq2seq_hidden(w / "model", config, parts), is_end);
    const auto head = w / "classification_head";
    return {{"logits", linear(tanh(linear(x, head / "dense")), head / "out_proj")}};
  }

  Outputs question_answering(Scope w) const {
    return span_logits(seq2seq_hidden(w / "model", config, parts), w / "qa_outputs");
  }
};

}  // namespace

Architecture bart() {
  return {.model_type = "bart",
          .base_model_prefix = "model",
          .heads = {{"BartModel", head(&Bart::base)},
                    seq2seq_lm("BartForConditionalGeneration", parts),
                    seq2seq_masked_lm("BartForConditionalGeneration", parts),
                    {"BartForSequenceClassification", head(&Bart::sequence_classification)},
                    {"BartForQuestionAnswering", head(&Bart::question_answering)}},
          .max_length = max_position_embeddings,
          .special_tokens = {{"bos_token_id", 0},
                             {"pad_token_id", 1},
                             {"eos_token_id", 2},
                             {"decoder_start_token_id", 2},
                             {"forced_eos_token_id", 2}}};
}

}  // namespace hfi::architectures
