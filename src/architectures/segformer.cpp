// SegFormer: simple and efficient design for semantic segmentation with transformers
// paper       https://arxiv.org/abs/2105.15203
// reference   transformers, models/segformer/modeling_segformer.py
// checkpoint  nvidia/segformer-b0-finetuned-ade-512-512

#include "architectures/catalog.h"
#include "graph/convolution.h"
#include "graph/spatial.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Segformer {
  static constexpr float eps = 1e-5F;  // torch's default, for every normalisation
  using Numbers = std::vector<std::int64_t>;

  const Config& config;
  const Numbers depths = config.get("depths", Numbers{2, 2, 2, 2});
  const Numbers hidden_sizes = config.get("hidden_sizes", Numbers{32, 64, 160, 256});
  const Numbers heads = config.get("num_attention_heads", Numbers{1, 2, 5, 8});
  const Numbers sr_ratios = config.get("sr_ratios", Numbers{8, 4, 2, 1});
  const Numbers mlp_ratios = config.get("mlp_ratios", Numbers{4, 4, 4, 4});
  const Numbers patch_sizes = config.get("patch_sizes", Numbers{7, 3, 3, 3});
  const Numbers strides = config.get("strides", Numbers{4, 2, 2, 2});
  const std::string act = config.get<std::string>("hidden_act", "gelu");

  bool consistent(Graph& graph) const {
    for (const auto* list :
         {&hidden_sizes, &heads, &sr_ratios, &mlp_ratios, &patch_sizes, &strides})
      if (list->size() != depths.size()) {
        graph.problem("config.json: depths and the other lists of stages differ in length");
        return false;
      }
    return true;
  }

  // Section 3.1: keys and values of a sequence that a strided convolution made shorter
  Value attention(Value x, Scope w, Value size, std::size_t stage) const {
    const auto self = w / "self";
    auto source = x;
    if (const auto ratio = sr_ratios[stage]; ratio > 1) {
      const auto reduced = conv(unflatten_space(x, size), self / "sr", {.stride = {ratio, ratio}});
      source = layer_norm(flatten_space(reduced), self / "layer_norm", eps);
    }
    const auto q = linear(x, self / "query");
    const auto k = linear(source, self / "key");
    const auto v = linear(source, self / "value");
    return linear(graph::attention(q, k, v, Value{}, heads[stage]), w / "output.dense");
  }

  // Mix-FFN: a depthwise convolution tells positions
  Value feed_forward(Value x, Scope w, Value size, std::size_t stage) const {
    const auto inner = unflatten_space(linear(x, w / "dense1"), size);
    const auto mixed = conv(inner, w / "dwconv.dwconv",
                            {.padding = {1, 1}, .groups = hidden_sizes[stage] * mlp_ratios[stage]});
    return linear(activation(act, flatten_space(mixed)), w / "dense2");
  }

  Value layer(Value x, Scope w, Value size, std::size_t stage) const {
    const auto y =
        x + attention(layer_norm(x, w / "layer_norm_1", eps), w / "attention", size, stage);
    return y + feed_forward(layer_norm(y, w / "layer_norm_2", eps), w / "mlp", size, stage);
  }

  Value run_stage(Value x, Scope w, std::size_t stage) const {
    const auto index = static_cast<std::int64_t>(stage);
    const auto patch = patch_sizes[stage];
    const auto embedding = w / "patch_embeddings" / index;
    const auto grid =
        conv(x, embedding / "proj",
             {.stride = {strides[stage], strides[stage]}, .padding = {patch / 2, patch / 2}});
    const auto size = spatial_size(grid);
    auto y = layer_norm(flatten_space(grid), embedding / "layer_norm", eps);
    head_size(w.graph(), hidden_sizes[stage], heads[stage]);
    for (std::int64_t i = 0; i < depths[stage]; ++i)
      y = layer(y, w / "block" / index / i, size, stage);
    return unflatten_space(layer_norm(y, w / "layer_norm" / index, eps), size);
  }

  std::vector<Value> stages(Scope w) const {
    const auto pixels = pixel_values(w.graph(), config.get<std::int64_t>("num_channels", 3));
    if (!consistent(w.graph())) return {pixels};
    std::vector<Value> maps;
    for (std::size_t i = 0; i < depths.size(); ++i)
      maps.push_back(run_stage(maps.empty() ? pixels : maps.back(), w / "encoder", i));
    return maps;
  }

  Outputs base(Scope w) const { return {{"last_hidden_state", stages(w / "segformer").back()}}; }

  Outputs image_classification(Scope w) const {
    return {{"logits", linear(mean_over_space(stages(w / "segformer").back()), w / "classifier")}};
  }

  // Section 3.2: all stages at the size of the first
  Outputs semantic_segmentation(Scope w) const {
    const auto maps = stages(w / "segformer");
    const auto decode = w / "decode_head";
    const auto size = spatial_size(maps.front());
    std::vector<Value> same;
    for (std::size_t i = maps.size(); i-- > 0;) {
      const auto projected = linear(flatten_space(maps[i]),
                                    decode / "linear_c" / static_cast<std::int64_t>(i) / "proj");
      same.push_back(interpolate(unflatten_space(projected, spatial_size(maps[i])), size,
                                 Interpolation::bilinear));
    }
    const auto fused =
        batch_norm(conv(concat(same, 1), decode / "linear_fuse"), decode / "batch_norm", eps);
    return {{"logits", conv(activation("relu", fused), decode / "classifier")}};
  }
};

}  // namespace

Architecture segformer() {
  return {.model_type = "segformer",
          .base_model_prefix = "segformer",
          .heads = {{"SegformerModel", head(&Segformer::base)},
                    {"SegformerForImageClassification", head(&Segformer::image_classification)},
                    {"SegformerForSemanticSegmentation", head(&Segformer::semantic_segmentation)}}};
}

}  // namespace hfi::architectures
