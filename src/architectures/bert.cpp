// BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding
// paper       https://arxiv.org/abs/1810.04805, section 3
// reference   transformers, models/bert/modeling_bert.py
// checkpoint  google-bert/bert-base-uncased

#include "architectures/blocks/bert_encoder.h"
#include "architectures/blocks/span_head.h"
#include "architectures/catalog.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Bert {
  const Config& config;
  const std::string act = config.get<std::string>("hidden_act", "gelu");
  const float eps = config.get("layer_norm_eps", 1e-12F);

  // word + segment + position, normalised (figure 2)
  Value embeddings(Scope w) const {
    const auto ids = token_ids(w.graph(), "input_ids");
    const auto segments = token_ids(w.graph(), "token_type_ids");
    const auto word = word_embedding(ids, w, config);
    const auto segment = embedding(segments, w / "token_type_embeddings");
    const auto position = first_rows(w["position_embeddings.weight"], length_of(ids));
    return layer_norm(word + segment + position, w / "LayerNorm", eps);
  }

  Value encoder(Scope w) const {
    expect_plain_encoder(w.graph(), config);
    const auto mask = attention_mask(w.graph());
    return bert_encoder(embeddings(w / "embeddings"), mask, w / "encoder", config);
  }

  Value pooler(Value x, Scope w) const { return tanh(linear(take(x, 0, 1), w / "dense")); }

  Outputs base(Scope w) const { return {{"last_hidden_state", encoder(w / "bert")}}; }

  Outputs masked_lm(Scope w) const {
    const auto head = w / "cls.predictions";
    const auto x = activation(act, linear(encoder(w / "bert"), head / "transform.dense"));
    const auto y = layer_norm(x, head / "transform.LayerNorm", eps);
    // the vocabulary projection is the word embedding matrix
    const auto words = config.get("tie_word_embeddings", true)
                           ? w["bert.embeddings.word_embeddings.weight"]
                           : head["decoder.weight"];
    return {{"logits", project(y, words) + head["bias"]}};
  }

  Outputs sequence_classification(Scope w) const {
    return {{"logits", linear(pooler(encoder(w / "bert"), w / "bert.pooler"), w / "classifier")}};
  }

  Outputs token_classification(Scope w) const {
    return {{"logits", linear(encoder(w / "bert"), w / "classifier")}};
  }

  Outputs question_answering(Scope w) const {
    return span_logits(encoder(w / "bert"), w / "qa_outputs");
  }
};

}  // namespace

Architecture bert() {
  return {.model_type = "bert",
          .base_model_prefix = "bert",
          .heads = {{"BertModel", head(&Bert::base)},
                    {"BertForMaskedLM", head(&Bert::masked_lm)},
                    {"BertForSequenceClassification", head(&Bert::sequence_classification)},
                    {"BertForTokenClassification", head(&Bert::token_classification)},
                    {"BertForQuestionAnswering", head(&Bert::question_answering)}},
          .max_length = max_position_embeddings};
}

}  // namespace hfi::architectures
