#include "architectures/blocks/bert_encoder.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Layer {
  std::int64_t num_heads;
  std::string act;
  float eps;

  Value self_attention(Value x, Value mask, Scope w) const {
    const auto q = linear(x, w / "self.query");
    const auto k = linear(x, w / "self.key");
    const auto v = linear(x, w / "self.value");
    return linear(attention(q, k, v, mask, num_heads), w / "output.dense");
  }

  Value feed_forward(Value x, Scope w) const {
    const auto inner = activation(act, linear(x, w / "intermediate.dense"));
    return linear(inner, w / "output.dense");
  }

  // LayerNorm(x + Sublayer(x)), twice
  Value operator()(Value x, Value mask, Scope w) const {
    const auto attended = x + self_attention(x, mask, w / "attention");
    const auto y = layer_norm(attended, w / "attention.output.LayerNorm", eps);
    return layer_norm(y + feed_forward(y, w), w / "output.LayerNorm", eps);
  }
};

}  // namespace

Value bert_encoder(Value x, Value mask, Scope w, const Config& config) {
  const Layer layer{.num_heads = config.get<std::int64_t>("num_attention_heads"),
                    .act = config.get<std::string>("hidden_act", "gelu"),
                    .eps = config.get("layer_norm_eps", 1e-12F)};
  head_size(w.graph(), config.get<std::int64_t>("hidden_size"), layer.num_heads);
  const auto num_layers = config.count("num_hidden_layers");
  for (std::int64_t i = 0; i < num_layers; ++i) x = layer(x, mask, w / "layer" / i);
  return x;
}

Value word_embedding(Value ids, Scope w, const Config& config, std::string_view hidden) {
  const Shape wanted = {config.get<std::int64_t>("vocab_size"), config.get<std::int64_t>(hidden)};
  const auto stored = (w / "word_embeddings").shape("weight");
  if (!stored.empty() && stored != wanted)
    w.graph().problem("config.json: vocab_size and " + std::string(hidden) + " are " +
                      to_string(wanted) + ", the checkpoint's word_embeddings.weight is " +
                      to_string(stored));
  return embedding(ids, w / "word_embeddings");
}

void expect_plain_encoder(Graph& graph, const Config& config) {
  if (config.get("is_decoder", false))
    graph.problem("config.json: is_decoder is true, this class is built as an encoder");
  const auto positions = config.get<std::string>("position_embedding_type", "absolute");
  if (positions != "absolute")
    graph.problem("config.json: position_embedding_type \"" + positions + "\" is not built in");
}

}  // namespace hfi::architectures
