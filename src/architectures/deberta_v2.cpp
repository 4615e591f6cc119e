// DeBERTa: Decoding-enhanced BERT with Disentangled Attention; DeBERTaV3
// paper       https://arxiv.org/abs/2006.03654, section 3.1; https://arxiv.org/abs/2111.09543
// reference   transformers, models/deberta_v2/modeling_deberta_v2.py
// checkpoint  microsoft/deberta-v3-base, microsoft/deberta-v2-xlarge

#include <algorithm>
#include <cmath>

#include "architectures/blocks/span_head.h"
#include "architectures/catalog.h"
#include "graph/convolution.h"
#include "graph/distances.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

// make_log_bucket_position: exact near by, logarithmic farther away; in float32 as the reference computes it
std::int64_t log_bucket(std::int64_t distance, std::int64_t bucket_size,
                        std::int64_t max_position) {
  const auto mid = bucket_size / 2;
  const auto far = std::abs(distance);
  if (far <= mid) return distance;
  const auto middle = static_cast<float>(mid);
  const float position = std::log(static_cast<float>(far) / middle) /
                         std::log(static_cast<float>(max_position - 1) / middle);
  const auto bucket =
      static_cast<std::int64_t>(std::ceil(position * static_cast<float>(mid - 1))) + mid;
  return distance < 0 ? -bucket : bucket;
}

// "p2c|c2p", or a list
bool has_type(const Config& config, const std::string& type) {
  const auto* value = config.object().if_contains("pos_att_type");
  if (value == nullptr || value->is_null()) return false;
  if (value->is_string())
    return config.get<std::string>("pos_att_type").find(type) != std::string::npos;
  const auto types = config.get<std::vector<std::string>>("pos_att_type");
  return std::ranges::find(types, type) != types.end();
}

// What relative attention needs in every layer.
struct Relative {
  Value embeddings;        // [2 * span, hidden]
  Value content_position;  // int64 [length, length]: which of them, for a query and a key
  Value position_content;  // the same for a key and a query
};

struct DebertaV2 {
  const Config& config;
  const float eps = config.get("layer_norm_eps", 1e-7F);
  const std::string act = config.get<std::string>("hidden_act", "gelu");
  const std::int64_t hidden_size = config.get<std::int64_t>("hidden_size");
  const std::int64_t num_heads = config.get<std::int64_t>("num_attention_heads");
  const bool relative = config.get("relative_attention", false);
  const bool c2p = relative && has_type(config, "c2p");
  const bool p2c = relative && has_type(config, "p2c");
  const bool share_att_key = config.get("share_att_key", false);
  const std::int64_t buckets = config.get("position_buckets", std::int64_t{-1});

  std::int64_t max_relative_positions() const {
    const auto most = config.get("max_relative_positions", std::int64_t{-1});
    return most < 1 ? config.get<std::int64_t>("max_position_embeddings") : most;
  }

  Value embeddings(Scope w) const {
    const auto ids = token_ids(w.graph(), "input_ids");
    auto x = embedding(ids, w / "word_embeddings");
    if (config.get("position_biased_input", true))
      x = x + first_rows(w["position_embeddings.weight"], length_of(ids));
    if (config.get("type_vocab_size", std::int64_t{0}) > 0)
      x = x + embedding(token_ids(w.graph(), "token_type_ids"), w / "token_type_embeddings");
    if (config.get("embedding_size", hidden_size) != hidden_size)
      x = project(x, w["embed_proj.weight"]);
    return layer_norm(x, w / "LayerNorm", eps);
  }

  // Indices into the 2 * span embeddings for a distance; beyond twice the farthest bucket nothing changes any more.
  Value indices(Value apart, std::int64_t sign) const {
    const auto farthest = max_relative_positions();
    const auto span = buckets > 0 ? buckets : farthest;
    std::vector<std::int64_t> table;
    for (auto distance = -2 * farthest; distance <= 2 * farthest; ++distance) {
      const auto bucket = buckets > 0 ? log_bucket(distance, buckets, farthest) : distance;
      table.push_back(std::clamp<std::int64_t>(sign * bucket + span, 0, 2 * span - 1));
    }
    return at_distance(integers(*apart.graph, table), apart, 2 * farthest);
  }

  Relative relative_positions(Scope w) const {
    if (!relative) return {};
    auto table = w["rel_embeddings.weight"];
    if (config.get<std::string>("norm_rel_ebd", "none").find("layer_norm") != std::string::npos)
      table = layer_norm(table, w / "LayerNorm", eps);
    const auto apart = distances(length_of(token_ids(w.graph(), "input_ids")));
    return {table, indices(apart, 1), indices(apart, -1)};
  }

  // [batch, length, heads * d] -> [batch, heads, length, d]
  Value by_head(Value x) const {
    return transpose(reshape(x, {0, 0, num_heads, -1}), {0, 2, 1, 3});
  }

  // [2 * span, heads * d] -> [1, heads, d, 2 * span]
  Value positions_by_head(Value x) const {
    return transpose(reshape(x, {1, -1, num_heads, head_dim(*x.graph)}), {0, 2, 3, 1});
  }

  std::int64_t head_dim(Graph& graph) const {
    return config.get("attention_head_size", head_size(graph, hidden_size, num_heads));
  }

  // content to content, content to position and position to content (equation 4)
  Value disentangled_attention(Value x, Value mask, const Relative& positions, Scope w) const {
    const auto q = by_head(linear(x, w / "query_proj"));
    const auto k = by_head(linear(x, w / "key_proj"));
    const auto v = by_head(linear(x, w / "value_proj"));
    auto scores = matmul(q, transpose(k, {0, 1, 3, 2}));
    if (c2p) {
      const auto keys =
          linear(positions.embeddings, w / (share_att_key ? "key_proj" : "pos_key_proj"));
      scores = scores + gather_last(matmul(q, positions_by_head(keys)), positions.content_position);
    }
    if (p2c) {
      const auto queries =
          linear(positions.embeddings, w / (share_att_key ? "query_proj" : "pos_query_proj"));
      const auto by_key =
          gather_last(matmul(k, positions_by_head(queries)), positions.position_content);
      scores = scores + transpose(by_key, {0, 1, 3, 2});
    }
    const auto terms = static_cast<float>(1 + (c2p ? 1 : 0) + (p2c ? 1 : 0));
    const auto scale = std::sqrt(static_cast<float>(head_dim(w.graph())) * terms);
    const auto weights = softmax(scores * (1 / scale) + mask, 3);
    return reshape(transpose(matmul(weights, v), {0, 2, 1, 3}), {0, 0, -1});
  }

  Value layer(Value x, Value mask, const Relative& positions, Scope w) const {
    const auto output = w / "attention.output";
    const auto mixed = disentangled_attention(x, mask, positions, w / "attention.self");
    const auto y = layer_norm(x + linear(mixed, output / "dense"), output / "LayerNorm", eps);
    const auto inner =
        linear(activation(act, linear(y, w / "intermediate.dense")), w / "output.dense");
    return layer_norm(y + inner, w / "output.LayerNorm", eps);
  }

  // A convolution over the embeddings, added to what the first layer gives (V2 only; the paper does not mention it).
  Value with_convolution(Value embedded, Value first, Value real, Scope w) const {
    const auto kernel = config.get("conv_kernel_size", std::int64_t{0});
    const auto turned =
        conv(transpose(embedded * real, {0, 2, 1}), w / "conv",
             {.padding = {(kernel - 1) / 2}, .groups = config.get("conv_groups", std::int64_t{1})});
    const auto near = activation(config.get<std::string>("conv_act", "tanh"),
                                 transpose(turned, {0, 2, 1}) * real);
    return layer_norm(first + near, w / "LayerNorm", eps);
  }

  Value encoder(Scope w) const {
    const auto mask = attention_mask(w.graph());
    const auto hidden_keys = mask_to_add(mask);
    const auto positions = relative_positions(w / "encoder");
    const auto embedded = embeddings(w / "embeddings");
    auto x = embedded;
    const auto num_layers = config.count("num_hidden_layers");
    for (std::int64_t i = 0; i < num_layers; ++i) {
      x = layer(x, hidden_keys, positions, w / "encoder.layer" / i);
      if (i == 0 && config.get("conv_kernel_size", std::int64_t{0}) > 0)
        x = with_convolution(embedded, x, unsqueeze(cast(mask, DType::f32), 2), w / "encoder.conv");
    }
    return x;
  }

  Outputs base(Scope w) const { return {{"last_hidden_state", encoder(w / "deberta")}}; }

  Outputs masked_lm(Scope w) const {
    const bool legacy = config.get("legacy", true);
    const auto head = w / (legacy ? "cls.predictions" : "lm_predictions.lm_head");
    const auto transform = legacy ? head / "transform" : head;
    const auto x = activation(act, linear(encoder(w / "deberta"), transform / "dense"));
    const auto y = layer_norm(x, transform / "LayerNorm", eps);
    const auto words = legacy && !config.get("tie_word_embeddings", true)
                           ? head["decoder.weight"]
                           : w["deberta.embeddings.word_embeddings.weight"];
    return {{"logits", project(y, words) + head["bias"]}};
  }

  Outputs sequence_classification(Scope w) const {
    const auto first = linear(take(encoder(w / "deberta"), 0, 1), w / "pooler.dense");
    const auto pooled = activation(config.get<std::string>("pooler_hidden_act", "gelu"), first);
    return {{"logits", linear(pooled, w / "classifier")}};
  }

  Outputs token_classification(Scope w) const {
    return {{"logits", linear(encoder(w / "deberta"), w / "classifier")}};
  }

  Outputs question_answering(Scope w) const {
    return span_logits(encoder(w / "deberta"), w / "qa_outputs");
  }
};

// Relative positions alone set no limit.
std::optional<std::int64_t> max_length(const Config& config) {
  if (!config.get("position_biased_input", true)) return std::nullopt;
  return max_position_embeddings(config);
}

}  // namespace

Architecture deberta_v2() {
  return {
      .model_type = "deberta-v2",
      .base_model_prefix = "deberta",
      .heads = {{"DebertaV2Model", head(&DebertaV2::base)},
                {"DebertaV2ForMaskedLM", head(&DebertaV2::masked_lm)},
                {"DebertaV2ForSequenceClassification", head(&DebertaV2::sequence_classification)},
                {"DebertaV2ForTokenClassification", head(&DebertaV2::token_classification)},
                {"DebertaV2ForQuestionAnswering", head(&DebertaV2::question_answering)}},
      .max_length = max_length};
}

}  // namespace hfi::architectures
