// DistilBERT, a distilled version of BERT: smaller, faster, cheaper and lighter
// paper       https://arxiv.org/abs/1910.01108, section 3: BERT without segments and pooler, half as deep
// reference   transformers, models/distilbert/modeling_distilbert.py
// checkpoint  distilbert/distilbert-base-uncased

#include "architectures/blocks/bert_encoder.h"
#include "architectures/blocks/span_head.h"
#include "architectures/catalog.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct DistilBert {
  static constexpr float eps = 1e-12F;  // of every LayerNorm, not in the configuration

  const Config& config;
  const std::int64_t n_layers = config.count("n_layers");
  const std::int64_t n_heads = config.get<std::int64_t>("n_heads");
  const std::string act = config.get<std::string>("activation", "gelu");

  Value embeddings(Scope w) const {
    const auto ids = token_ids(w.graph(), "input_ids");
    const auto position = first_rows(w["position_embeddings.weight"], length_of(ids));
    return layer_norm(word_embedding(ids, w, config, "dim") + position, w / "LayerNorm", eps);
  }

  Value self_attention(Value x, Value mask, Scope w) const {
    const auto q = linear(x, w / "q_lin");
    const auto k = linear(x, w / "k_lin");
    const auto v = linear(x, w / "v_lin");
    return linear(attention(q, k, v, mask, n_heads), w / "out_lin");
  }

  Value layer(Value x, Value mask, Scope w) const {
    const auto y =
        layer_norm(x + self_attention(x, mask, w / "attention"), w / "sa_layer_norm", eps);
    const auto inner = linear(activation(act, linear(y, w / "ffn.lin1")), w / "ffn.lin2");
    return layer_norm(y + inner, w / "output_layer_norm", eps);
  }

  Value encoder(Scope w) const {
    const auto mask = attention_mask(w.graph());
    head_size(w.graph(), config.get<std::int64_t>("dim"), n_heads);
    auto x = embeddings(w / "embeddings");
    for (std::int64_t i = 0; i < n_layers; ++i) x = layer(x, mask, w / "transformer.layer" / i);
    return x;
  }

  Outputs base(Scope w) const { return {{"last_hidden_state", encoder(w / "distilbert")}}; }

  Outputs masked_lm(Scope w) const {
    const auto x = activation(act, linear(encoder(w / "distilbert"), w / "vocab_transform"));
    const auto y = layer_norm(x, w / "vocab_layer_norm", eps);
    const auto words = config.get("tie_word_embeddings", true)
                           ? w["distilbert.embeddings.word_embeddings.weight"]
                           : w["vocab_projector.weight"];
    return {{"logits", project(y, words) + w["vocab_projector.bias"]}};
  }

  Outputs sequence_classification(Scope w) const {
    const auto first = take(encoder(w / "distilbert"), 0, 1);
    return {{"logits",
             linear(activation("relu", linear(first, w / "pre_classifier")), w / "classifier")}};
  }

  Outputs token_classification(Scope w) const {
    return {{"logits", linear(encoder(w / "distilbert"), w / "classifier")}};
  }

  Outputs question_answering(Scope w) const {
    return span_logits(encoder(w / "distilbert"), w / "qa_outputs");
  }
};

}  // namespace

Architecture distilbert() {
  return {
      .model_type = "distilbert",
      .base_model_prefix = "distilbert",
      .heads = {{"DistilBertModel", head(&DistilBert::base)},
                {"DistilBertForMaskedLM", head(&DistilBert::masked_lm)},
                {"DistilBertForSequenceClassification", head(&DistilBert::sequence_classification)},
                {"DistilBertForTokenClassification", head(&DistilBert::token_classification)},
                {"DistilBertForQuestionAnswering", head(&DistilBert::question_answering)}},
      .max_length = max_position_embeddings};
}

}  // namespace hfi::architectures
