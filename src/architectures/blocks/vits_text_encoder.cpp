#include "architectures/blocks/vits_text_encoder.h"

#include <cmath>

#include "graph/convolution.h"
#include "graph/distances.h"
#include "graph/elementwise.h"
#include "graph/text_inputs.h"

namespace hfi::architectures {
namespace {

using namespace graph;
using Integers = std::vector<std::int64_t>;

Value op(const char* type, std::vector<Value> inputs) {
  auto& graph = *inputs.front().graph;
  return graph.add({type}, std::move(inputs));
}

// x [batch, channels, length] between zeros.
Value padded(Value x, std::int64_t before, std::int64_t after) {
  return op("Pad", {x, integers(*x.graph, {0, 0, before, 0, 0, after})});
}

// Attention with embeddings of relative positions up to `window` tokens away (arXiv 1803.02155, section 3.2).
struct RelativeAttention {
  const Config& config;
  const std::int64_t heads = config.get<std::int64_t>("num_attention_heads", 2);
  const std::int64_t hidden = config.get<std::int64_t>("hidden_size", 192);
  const std::int64_t window = vits_count(config, "window_size", 4);

  Value project_as(Value x, Scope w) const {
    return config.get("use_bias", true) ? linear(x, w) : project(x, w["weight"]);
  }

  // [batch, length, hidden] -> [batch, heads, length, size]
  Value by_head(Value x) const {
    return transpose(reshape(x, {0, 0, heads, hidden / heads}), {0, 2, 1, 3});
  }

  // What keys at each distance add to the products of the queries: [batch, heads, length, length].
  Value key_positions_term(Value q, Scope w, Value distances) const {
    auto& graph = *q.graph;
    const auto near = take(w["emb_rel_k"], 0, 0);      // [2 * window + 1, size]
    const auto nothing = slice(near, 0, 1, 0) * 0.0F;  // farther away
    const auto table = transpose(concat({nothing, near, nothing}, 0), {1, 0});
    const auto reach = integer(graph, window + 1);
    const auto clipped =
        op("Clip", {distances, integer(graph, -window - 1), integer(graph, window + 1)});
    return gather_last(matmul(q, table), reach - clipped);
  }

  // What values at each distance add: the weights of the near keys times their embeddings.
  Value value_positions_term(Value weights, Scope w, Value positions) const {
    auto& graph = *weights.graph;
    const auto with_edges =
        op("Pad", {weights, integers(graph, {0, 0, 0, window, 0, 0, 0, window})});
    Integers offsets;
    for (std::int64_t i = 0; i <= 2 * window; ++i) offsets.push_back(i);
    const auto near = unsqueeze(positions, 1) + integers(graph, offsets);
    return matmul(gather_last(with_edges, near), take(w["emb_rel_v"], 0, 0));
  }

  Value operator()(Value x, Scope w, Value length) const {
    const auto head_dim = hidden / heads;
    const auto scale = 1.0F / std::sqrt(static_cast<float>(head_dim));
    const auto q = by_head(project_as(x, w / "q_proj") * scale);
    const auto k = by_head(project_as(x, w / "k_proj"));
    const auto v = by_head(project_as(x, w / "v_proj"));
    auto products = matmul(q, transpose(k, {0, 1, 3, 2}));
    if (window > 0) products = products + key_positions_term(q, w, distances(length));
    const auto weights = softmax(products, -1);
    auto y = matmul(weights, v);
    if (window > 0) y = y + value_positions_term(weights, w, arange(length));
    return project_as(reshape(transpose(y, {0, 2, 1, 3}), {0, 0, hidden}), w / "out_proj");
  }
};

Value feed_forward(Value x, Scope w, const Config& config) {
  const auto kernel = vits_count(config, "ffn_kernel_size", 3);
  const auto widened = [&](Value y) { return padded(y, (kernel - 1) / 2, kernel / 2); };
  const auto inner = conv(widened(transpose(x, {0, 2, 1})), w / "conv_1");
  const auto active = activation(config.get<std::string>("hidden_act", "relu"), inner);
  return transpose(conv(widened(active), w / "conv_2"), {0, 2, 1});
}

}  // namespace

std::int64_t vits_count(const Config& config, std::string_view key, std::int64_t fallback) {
  return config.has(key) ? config.count(key) : fallback;
}

std::int64_t vits_dilation(std::int64_t before, std::int64_t rate) {
  constexpr std::int64_t most = 1 << 20;
  return std::min(before * rate, most);
}

VitsText vits_text(Scope w, const Config& config) {
  auto& graph = w.graph();
  const RelativeAttention attention{config};
  head_size(graph, attention.hidden, attention.heads);
  const auto eps = config.get("layer_norm_eps", 1e-5F);
  const auto ids = token_ids(graph, "input_ids");
  const auto length = length_of(ids);

  auto x = embedding(ids, w / "embed_tokens") * std::sqrt(static_cast<float>(attention.hidden));
  const auto layers = vits_count(config, "num_hidden_layers", 6);
  for (std::int64_t i = 0; i < layers; ++i) {
    const auto layer = w / "encoder.layers" / i;
    x = layer_norm(x + attention(x, layer / "attention", length), layer / "layer_norm", eps);
    x = layer_norm(x + feed_forward(x, layer / "feed_forward", config), layer / "final_layer_norm",
                   eps);
  }
  const auto flow = vits_count(config, "flow_size", 192);
  const auto statistics = transpose(conv(transpose(x, {0, 2, 1}), w / "project"), {0, 2, 1});
  const auto parts = split(statistics, {flow, flow}, 2);
  return {x, parts[0], parts[1]};
}

}  // namespace hfi::architectures
