// ELECTRA: Pre-training Text Encoders as Discriminators Rather Than Generators
// paper       https://arxiv.org/abs/2003.10555: BERT, whose embeddings may be narrower than its layers (section 3.2)
// reference   transformers, models/electra/modeling_electra.py
// checkpoint  google/electra-small-discriminator

#include "architectures/blocks/bert_encoder.h"
#include "architectures/blocks/span_head.h"
#include "architectures/catalog.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Electra {
  const Config& config;
  const float eps = config.get("layer_norm_eps", 1e-12F);

  Value embeddings(Scope w) const {
    const auto ids = token_ids(w.graph(), "input_ids");
    const auto word = embedding(ids, w / "word_embeddings");
    const auto segment =
        embedding(token_ids(w.graph(), "token_type_ids"), w / "token_type_embeddings");
    const auto position = first_rows(w["position_embeddings.weight"], length_of(ids));
    return layer_norm(word + segment + position, w / "LayerNorm", eps);
  }

  Value encoder(Scope w) const {
    expect_plain_encoder(w.graph(), config);
    const auto mask = attention_mask(w.graph());
    auto x = embeddings(w / "embeddings");
    if (config.get<std::int64_t>("embedding_size") != config.get<std::int64_t>("hidden_size"))
      x = linear(x, w / "embeddings_project");
    return bert_encoder(x, mask, w / "encoder", config);
  }

  Outputs base(Scope w) const { return {{"last_hidden_state", encoder(w / "electra")}}; }

  Outputs masked_lm(Scope w) const {
    const auto head = w / "generator_predictions";
    const auto x = activation("gelu", linear(encoder(w / "electra"), head / "dense"));
    const auto y = layer_norm(x, head / "LayerNorm", eps);
    const auto words = config.get("tie_word_embeddings", true)
                           ? w["electra.embeddings.word_embeddings.weight"]
                           : w["generator_lm_head.weight"];
    return {{"logits", project(y, words) + w["generator_lm_head.bias"]}};
  }

  Outputs sequence_classification(Scope w) const {
    const auto head = w / "classifier";
    const auto x = activation("gelu", linear(take(encoder(w / "electra"), 0, 1), head / "dense"));
    return {{"logits", linear(x, head / "out_proj")}};
  }

  Outputs token_classification(Scope w) const {
    return {{"logits", linear(encoder(w / "electra"), w / "classifier")}};
  }

  Outputs question_answering(Scope w) const {
    return span_logits(encoder(w / "electra"), w / "qa_outputs");
  }
};

}  // namespace

Architecture electra() {
  return {.model_type = "electra",
          .base_model_prefix = "electra",
          .heads = {{"ElectraModel", head(&Electra::base)},
                    {"ElectraForMaskedLM", head(&Electra::masked_lm)},
                    {"ElectraForSequenceClassification", head(&Electra::sequence_classification)},
                    {"ElectraForTokenClassification", head(&Electra::token_classification)},
                    {"ElectraForQuestionAnswering", head(&Electra::question_answering)}},
          .max_length = max_position_embeddings};
}

}  // namespace hfi::architectures
