// MPNet: Masked and Permuted Pre-training for Language Understanding
// paper       https://arxiv.org/abs/2004.09297; relative positions as in T5 (arXiv 1910.10683, section 2.1)
// reference   transformers, models/mpnet/modeling_mpnet.py
// checkpoint  microsoft/mpnet-base, sentence-transformers/all-mpnet-base-v2

#include <cmath>

#include "architectures/blocks/span_head.h"
#include "architectures/catalog.h"
#include "graph/distances.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;

constexpr std::int64_t padding_idx =
    1;  // positions count from padding_idx + 1; not in the configuration
constexpr std::int64_t max_distance = 128;  // beyond it all distances share a bucket

// The bucket of key - query = -distance; in float32, for the reference rounds down what float32 gives.
std::int64_t bucket_of(std::int64_t distance, std::int64_t num_buckets) {
  const auto half = num_buckets / 2;
  const auto exact = half / 2;
  const auto first = distance < 0 ? half : 0;
  const auto far = std::abs(distance);
  if (far < exact) return first + far;
  const auto steps = static_cast<float>(exact);
  const auto scale =
      static_cast<float>(std::log(static_cast<double>(max_distance) / static_cast<double>(exact)));
  const float log_step =
      std::log(static_cast<float>(far) / steps) / scale * static_cast<float>(half - exact);
  return first + std::min(half - 1, exact + static_cast<std::int64_t>(log_step));
}

struct MpNet {
  const Config& config;
  const float eps = config.get("layer_norm_eps", 1e-12F);
  const std::string act = config.get<std::string>("hidden_act", "gelu");
  const std::int64_t num_heads = config.get<std::int64_t>("num_attention_heads");
  const std::int64_t num_buckets = config.get("relative_attention_num_buckets", std::int64_t{32});

  Value embeddings(Scope w) const {
    auto& graph = w.graph();
    const auto ids = token_ids(graph, "input_ids");
    const auto real = cast(not_equal(ids, integer(graph, padding_idx)), DType::i64);
    const auto position = cumulative_sum(real, 1) * real + integer(graph, padding_idx);
    return layer_norm(
        embedding(ids, w / "word_embeddings") + embedding(position, w / "position_embeddings"),
        w / "LayerNorm", eps);
  }

  // [1, heads, length, length], the same in every layer
  Value position_bias(Scope w) const {
    auto& graph = w.graph();
    std::vector<std::int64_t> buckets;
    for (auto distance = -max_distance; distance <= max_distance; ++distance)
      buckets.push_back(bucket_of(distance, num_buckets));
    const auto table = gather(w["relative_attention_bias.weight"], integers(graph, buckets), 0);
    const auto apart = distances(length_of(token_ids(graph, "input_ids")));
    return unsqueeze(transpose(at_distance(table, apart, max_distance), {2, 0, 1}), 0);
  }

  Value layer(Value x, Value mask, Value bias, Scope w) const {
    const auto attn = w / "attention.attn";
    const auto mixed =
        attention(linear(x, attn / "q"), linear(x, attn / "k"), linear(x, attn / "v"), mask,
                  {.num_heads = num_heads, .bias = bias});
    const auto y = layer_norm(x + linear(mixed, attn / "o"), w / "attention.LayerNorm", eps);
    const auto inner =
        linear(activation(act, linear(y, w / "intermediate.dense")), w / "output.dense");
    return layer_norm(y + inner, w / "output.LayerNorm", eps);
  }

  Value encoder(Scope w) const {
    head_size(w.graph(), config.get<std::int64_t>("hidden_size"), num_heads);
    const auto mask = attention_mask(w.graph());
    const auto bias = position_bias(w / "encoder");
    auto x = embeddings(w / "embeddings");
    const auto num_layers = config.count("num_hidden_layers");
    for (std::int64_t i = 0; i < num_layers; ++i) x = layer(x, mask, bias, w / "encoder.layer" / i);
    return x;
  }

  Outputs base(Scope w) const { return {{"last_hidden_state", encoder(w / "mpnet")}}; }

  Outputs masked_lm(Scope w) const {
    const auto head = w / "lm_head";
    const auto x = activation("gelu", linear(encoder(w / "mpnet"), head / "dense"));
    const auto y = layer_norm(x, head / "layer_norm", eps);
    const auto words = config.get("tie_word_embeddings", true)
                           ? w["mpnet.embeddings.word_embeddings.weight"]
                           : head["decoder.weight"];
    return {{"logits", project(y, words) + head["bias"]}};
  }

  Outputs sequence_classification(Scope w) const {
    const auto head = w / "classifier";
    const auto x = tanh(linear(take(encoder(w / "mpnet"), 0, 1), head / "dense"));
    return {{"logits", linear(x, head / "out_proj")}};
  }

  Outputs token_classification(Scope w) const {
    return {{"logits", linear(encoder(w / "mpnet"), w / "classifier")}};
  }

  Outputs question_answering(Scope w) const {
    return span_logits(encoder(w / "mpnet"), w / "qa_outputs");
  }
};

std::optional<std::int64_t> max_length(const Config& config) {
  return config.get<std::int64_t>("max_position_embeddings") - padding_idx - 1;
}

}  // namespace

Architecture mpnet() {
  return {.model_type = "mpnet",
          .base_model_prefix = "mpnet",
          .heads = {{"MPNetModel", head(&MpNet::base)},
                    {"MPNetForMaskedLM", head(&MpNet::masked_lm)},
                    {"MPNetForSequenceClassification", head(&MpNet::sequence_classification)},
                    {"MPNetForTokenClassification", head(&MpNet::token_classification)},
                    {"MPNetForQuestionAnswering", head(&MpNet::question_answering)}},
          .max_length = max_length};
}

}  // namespace hfi::architectures
