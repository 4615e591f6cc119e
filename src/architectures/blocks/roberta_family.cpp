// RoBERTa: A Robustly Optimized BERT Pretraining Approach
// paper       https://arxiv.org/abs/1907.11692
// reference   transformers, models/roberta/modeling_roberta.py
// checkpoint  FacebookAI/roberta-base

#include "architectures/blocks/roberta_family.h"

#include "architectures/blocks/bert_encoder.h"
#include "architectures/blocks/span_head.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

// Positions count from padding_idx + 1, and padding keeps padding_idx.
constexpr std::int64_t default_pad = 1;

struct Roberta {
  const Config& config;
  const float eps = config.get("layer_norm_eps", 1e-12F);
  const std::int64_t padding_idx = config.get("pad_token_id", default_pad);

  Value position_ids(Value ids) const {
    auto& graph = *ids.graph;
    const auto real = cast(not_equal(ids, integer(graph, padding_idx)), DType::i64);
    return cumulative_sum(real, 1) * real + integer(graph, padding_idx);
  }

  // There is one segment: the tokenizers of this family know no second.
  Value embeddings(Scope w) const {
    const auto ids = token_ids(w.graph(), "input_ids");
    const auto word = word_embedding(ids, w, config);
    const auto segment = take(w["token_type_embeddings.weight"], 0, 0);
    const auto position = embedding(position_ids(ids), w / "position_embeddings");
    return layer_norm(word + segment + position, w / "LayerNorm", eps);
  }

  Value encoder(Scope w) const {
    expect_plain_encoder(w.graph(), config);
    const auto mask = attention_mask(w.graph());
    return bert_encoder(embeddings(w / "embeddings"), mask, w / "encoder", config);
  }

  Outputs base(Scope w) const { return {{"last_hidden_state", encoder(w / "roberta")}}; }

  Outputs masked_lm(Scope w) const {
    const auto head = w / "lm_head";
    const auto x = activation("gelu", linear(encoder(w / "roberta"), head / "dense"));
    const auto y = layer_norm(x, head / "layer_norm", eps);
    const auto words = config.get("tie_word_embeddings", true)
                           ? w["roberta.embeddings.word_embeddings.weight"]
                           : head["decoder.weight"];
    return {{"logits", project(y, words) + head["bias"]}};
  }

  Outputs sequence_classification(Scope w) const {
    const auto head = w / "classifier";
    const auto x = tanh(linear(take(encoder(w / "roberta"), 0, 1), head / "dense"));
    return {{"logits", linear(x, head / "out_proj")}};
  }

  Outputs token_classification(Scope w) const {
    return {{"logits", linear(encoder(w / "roberta"), w / "classifier")}};
  }

  Outputs question_answering(Scope w) const {
    return span_logits(encoder(w / "roberta"), w / "qa_outputs");
  }
};

std::optional<std::int64_t> max_length(const Config& config) {
  return config.get<std::int64_t>("max_position_embeddings") -
         config.get("pad_token_id", default_pad) - 1;
}

}  // namespace

Architecture roberta_family(std::string model_type, const std::string& class_prefix) {
  return {.model_type = std::move(model_type),
          .base_model_prefix = "roberta",
          .heads = {{class_prefix + "Model", head(&Roberta::base)},
                    {class_prefix + "ForMaskedLM", head(&Roberta::masked_lm)},
                    {class_prefix + "ForSequenceClassification",
                     head(&Roberta::sequence_classification)},
                    {class_prefix + "ForTokenClassification", head(&Roberta::token_classification)},
                    {class_prefix + "ForQuestionAnswering", head(&Roberta::question_answering)}},
          .max_length = max_length};
}

}  // namespace hfi::architectures
