// ModernBERT: Smarter, Better, Faster, Longer: A Modern Bidirectional Encoder
// paper       https://arxiv.org/abs/2412.13663, section 2.1
// reference   transformers, models/modernbert/modeling_modernbert.py
// checkpoint  answerdotai/ModernBERT-base

#include <algorithm>
#include <cmath>

#include "architectures/blocks/span_head.h"
#include "architectures/catalog.h"
#include "graph/decoding.h"
#include "graph/distances.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

// What the attention of a layer looks at, and how positions turn queries and keys.
struct Reach {
  Rotary angles;
  Value bias;  // absent where every token sees every other
};

struct ModernBert {
  const Config& config;
  const float eps = config.get("norm_eps", 1e-5F);
  const bool norm_bias = config.get("norm_bias", false);
  const std::int64_t hidden_size = config.get<std::int64_t>("hidden_size");
  const std::int64_t num_heads = config.get<std::int64_t>("num_attention_heads");
  const std::int64_t num_layers = config.count("num_hidden_layers");

  Value norm(Value x, Scope w) const {
    if (norm_bias) return layer_norm(x, w, eps);
    return x.graph->add({"LayerNormalization", "", {{"axis", std::int64_t{-1}}, {"epsilon", eps}}},
                        {x, w["weight"]});
  }

  static Value dense(Value x, Scope w, bool bias) {
    return bias ? linear(x, w) : project(x, w["weight"]);
  }

  // Which layers see every token: "global_attn_every_n_layers" until transformers 5, "layer_types" since.
  std::vector<bool> global_layers(Graph& graph) const {
    std::vector<bool> global;
    const auto every =
        std::max<std::int64_t>(config.get("global_attn_every_n_layers", std::int64_t{3}), 1);
    for (std::int64_t i = 0; i < num_layers; ++i) global.push_back(i % every == 0);
    if (!config.has("layer_types")) return global;
    const auto types = config.get<std::vector<std::string>>("layer_types");
    if (types.size() != global.size())
      graph.problem("config.json: layer_types has " + std::to_string(types.size()) +
                    " entries for " + std::to_string(num_layers) + " layers");
    for (std::size_t i = 0; i < std::min(types.size(), global.size()); ++i)
      global[i] = types[i] == "full_attention";
    return global;
  }

  // "global_rope_theta" and "local_rope_theta" until transformers 5, "rope_parameters" since
  float theta(Graph& graph, const char* layer_type, const char* old_key, float fallback) const {
    if (!config.has("rope_parameters")) return config.get(old_key, fallback);
    const auto parameters = config.section("rope_parameters").section(layer_type);
    if (const auto type = parameters.get<std::string>("rope_type", "default"); type != "default")
      graph.problem("config.json: rope_type \"" + type + "\" is not built in");
    return parameters.get("rope_theta", fallback);
  }

  // inverse frequencies, arXiv 2104.09864, section 3.2.2
  Value frequencies(Graph& graph, float theta) const {
    const auto dim = head_size(graph, hidden_size, num_heads);
    std::vector<float> inverse;
    for (std::int64_t i = 0; i < dim; i += 2)
      inverse.push_back(1.0F / std::pow(theta, static_cast<float>(i) / static_cast<float>(dim)));
    return graph.constant(Tensor::of<float>({static_cast<std::int64_t>(inverse.size())}, inverse));
  }

  Value self_attention(Value x, Value mask, const Reach& reach, Scope w) const {
    const bool bias = config.get("attention_bias", false);
    const auto parts =
        split(dense(x, w / "Wqkv", bias), {hidden_size, hidden_size, hidden_size}, 2);
    const auto q = rotate(parts[0], reach.angles, num_heads);
    const auto k = rotate(parts[1], reach.angles, num_heads);
    return dense(attention(q, k, parts[2], mask, {.num_heads = num_heads, .bias = reach.bias}),
                 w / "Wo", bias);
  }

  // a gated linear unit: arXiv 2002.05202
  Value feed_forward(Value x, Scope w) const {
    const bool bias = config.get("mlp_bias", false);
    const auto width = config.get<std::int64_t>("intermediate_size");
    const auto parts = split(dense(x, w / "Wi", bias), {width, width}, 2);
    const auto act = config.get<std::string>("hidden_activation", "gelu");
    return dense(activation(act, parts[0]) * parts[1], w / "Wo", bias);
  }

  // the first layer follows a normalisation already
  Value layer(Value x, Value mask, const Reach& reach, Scope w, bool first) const {
    const auto y =
        x + self_attention(first ? x : norm(x, w / "attn_norm"), mask, reach, w / "attn");
    return y + feed_forward(norm(y, w / "mlp_norm"), w / "mlp");
  }

  Value encoder(Scope w) const {
    auto& graph = w.graph();
    const auto ids = token_ids(graph, "input_ids");
    const auto mask = attention_mask(graph);
    const auto positions =
        cumulative_sum(ids * integer(graph, 0) + integer(graph, 1), 1) + integer(graph, -1);
    const Reach all{
        rotary(positions,
               frequencies(graph, theta(graph, "full_attention", "global_rope_theta", 160000)), 1),
        Value{}};
    const auto window = config.get("local_attention", std::int64_t{128}) / 2;
    const Reach near{
        rotary(positions,
               frequencies(graph, theta(graph, "sliding_attention", "local_rope_theta", 10000)), 1),
        within(distances(length_of(ids)), window)};
    auto x = norm(embedding(ids, w / "embeddings.tok_embeddings"), w / "embeddings.norm");
    const auto global = global_layers(graph);
    for (std::int64_t i = 0; i < num_layers; ++i) {
      const auto& reach = global[static_cast<std::size_t>(i)] ? all : near;
      x = layer(x, mask, reach, w / "layers" / i, i == 0);
    }
    return norm(x, w / "final_norm");
  }

  Value head_of(Value x, Scope w) const {
    const auto act = config.get<std::string>("classifier_activation", "gelu");
    return norm(activation(act, dense(x, w / "dense", config.get("classifier_bias", false))),
                w / "norm");
  }

  // "cls" or "mean"
  Value pooled(Value x) const {
    auto& graph = *x.graph;
    const auto how = config.get<std::string>("classifier_pooling", "cls");
    if (how == "cls") return take(x, 0, 1);
    if (how != "mean") graph.problem("config.json: unknown classifier_pooling \"" + how + "\"");
    const auto mask = cast(attention_mask(graph), DType::f32);
    return mean(x * unsqueeze(mask, 2), 1) / unsqueeze(mean(mask, 1), 1);
  }

  Outputs base(Scope w) const { return {{"last_hidden_state", encoder(w / "model")}}; }

  Outputs masked_lm(Scope w) const {
    const auto x = head_of(encoder(w / "model"), w / "head");
    const auto words = config.get("tie_word_embeddings", true)
                           ? w["model.embeddings.tok_embeddings.weight"]
                           : w["decoder.weight"];
    const auto logits = project(x, words);
    return {{"logits", config.get("decoder_bias", true) ? logits + w["decoder.bias"] : logits}};
  }

  Outputs sequence_classification(Scope w) const {
    return {
        {"logits", linear(head_of(pooled(encoder(w / "model")), w / "head"), w / "classifier")}};
  }

  Outputs token_classification(Scope w) const {
    return {{"logits", linear(head_of(encoder(w / "model"), w / "head"), w / "classifier")}};
  }

  Outputs question_answering(Scope w) const {
    return span_logits(head_of(encoder(w / "model"), w / "head"), w / "classifier");
  }
};

}  // namespace

Architecture modernbert() {
  return {
      .model_type = "modernbert",
      .base_model_prefix = "model",
      .heads = {{"ModernBertModel", head(&ModernBert::base)},
                {"ModernBertForMaskedLM", head(&ModernBert::masked_lm)},
                {"ModernBertForSequenceClassification", head(&ModernBert::sequence_classification)},
                {"ModernBertForTokenClassification", head(&ModernBert::token_classification)},
                {"ModernBertForQuestionAnswering", head(&ModernBert::question_answering)}},
      .max_length = max_position_embeddings};
}

}  // namespace hfi::architectures
