// DETR: end-to-end object detection with transformers
// paper       https://arxiv.org/abs/2005.12872
// reference   transformers, models/detr/modeling_detr.py; a picture is never padded, so there are no masks of pixels
// checkpoint  facebook/detr-resnet-50, facebook/detr-resnet-50-panoptic

#include <cmath>
#include <numbers>

#include "architectures/blocks/detr_backbone.h"
#include "architectures/blocks/detr_mask_head.h"
#include "architectures/blocks/prediction_head.h"
#include "architectures/catalog.h"
#include "graph/convolution.h"
#include "graph/elementwise.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Detr {
  static constexpr float eps = 1e-5F;

  const Config& config;
  const std::int64_t hidden = config.get<std::int64_t>("d_model", 256);
  const std::int64_t queries = config.get<std::int64_t>("num_queries", 100);
  const std::int64_t encoder_layers = config.get<std::int64_t>("encoder_layers", 6);
  const std::int64_t decoder_layers = config.get<std::int64_t>("decoder_layers", 6);
  const std::int64_t encoder_heads = config.get<std::int64_t>("encoder_attention_heads", 8);
  const std::int64_t decoder_heads = config.get<std::int64_t>("decoder_attention_heads", 8);
  const std::string act = config.get<std::string>("activation_function", "relu");

  struct Seen {
    std::vector<Value> maps;  // of the backbone
    Value projected;          // [batch, hidden, height, width]
    Value memory;             // the encoder's output, [batch, positions, hidden]
    Value decoded;            // [batch, queries, hidden]
  };

  // Sines and cosines of a coordinate that runs from 0 to 2 pi: [n, hidden / 2]. Appendix A.4, after arXiv 1706.03762.
  Value sine(Value count) const {
    auto& graph = *count.graph;
    const auto half = hidden / 2;
    std::vector<float> steps;
    std::vector<float> even;
    std::vector<float> odd;
    for (std::int64_t i = 0; i < half; ++i) {
      const auto pair = i / 2 * 2;
      steps.push_back(static_cast<float>(
          std::pow(10000.0, static_cast<double>(pair) / static_cast<double>(half))));
      even.push_back(i % 2 == 0 ? 1.0F : 0.0F);
      odd.push_back(1 - even.back());
    }
    const auto row = [&](const std::vector<float>& values) {
      return graph.constant(Tensor::of<float>({1, half}, values));
    };
    const auto end = cast(count, DType::f32) + 1e-6F;
    const auto ones = expand(number(graph, 1.0F), count);
    const auto place = cumulative_sum(ones, 0) / end * (2 * std::numbers::pi_v<float>);
    const auto angle = unsqueeze(place, 1) / row(steps);
    return sin(angle) * row(even) + cos(angle) * row(odd);
  }

  // [1, positions, hidden]
  Value positions(Value map) const {
    const auto type = config.get<std::string>("position_embedding_type", "sine");
    if (type != "sine")
      map.graph->problem("config.json: position_embedding_type: \"" + type + "\" is not built in");
    const auto size = spatial_size(map);
    const auto grid = concat({size, integers(*map.graph, {1})}, 0);
    const auto rows = expand(unsqueeze(sine(slice(size, 0, 1, 0)), 1), grid);
    const auto columns = expand(unsqueeze(sine(slice(size, 1, 2, 0)), 0), grid);
    return reshape(concat({rows, columns}, 2), {1, -1, hidden});
  }

  Value attend(Value q, Value k, Value v, Scope w, std::int64_t heads) const {
    const auto query = linear(q, w / "q_proj");
    const auto key = linear(k, w / "k_proj");
    const auto value = linear(v, w / "v_proj");
    return linear(attention(query, key, value, Value{}, heads), w / "out_proj");
  }

  Value feed_forward(Value x, Scope w) const {
    const auto inner = linear(activation(act, linear(x, w / "fc1")), w / "fc2");
    return layer_norm(x + inner, w / "final_layer_norm", eps);
  }

  Value encoder_layer(Value x, Value position, Scope w) const {
    const auto placed = x + position;
    const auto y = x + attend(placed, placed, x, w / "self_attn", encoder_heads);
    return feed_forward(layer_norm(y, w / "self_attn_layer_norm", eps), w);
  }

  Value decoder_layer(Value x, Value query, Value memory, Value placed_memory, Scope w) const {
    const auto placed = x + query;
    auto y = x + attend(placed, placed, x, w / "self_attn", decoder_heads);
    y = layer_norm(y, w / "self_attn_layer_norm", eps);
    const auto seen = attend(y + query, placed_memory, memory, w / "encoder_attn", decoder_heads);
    return feed_forward(layer_norm(y + seen, w / "encoder_attn_layer_norm", eps), w);
  }

  Seen look(Scope w) const {
    head_size(w.graph(), hidden, encoder_heads);
    head_size(w.graph(), hidden, decoder_heads);
    const auto pixels = pixel_values(w.graph(), config.get<std::int64_t>("num_channels", 3));
    auto maps = detr_backbone(pixels, w / "backbone.conv_encoder.model", config);
    const auto projected = conv(maps.back(), w / "input_projection");
    const auto position = positions(projected);
    auto memory = flatten_space(projected);
    for (std::int64_t i = 0; i < encoder_layers; ++i)
      memory = encoder_layer(memory, position, w / "encoder.layers" / i);
    const auto placed = memory + position;
    const auto query =
        for_each_of_batch(unsqueeze(w["query_position_embeddings.weight"], 0), memory);
    auto x = query * 0.0F;
    for (std::int64_t i = 0; i < decoder_layers; ++i)
      x = decoder_layer(x, query, memory, placed, w / "decoder.layers" / i);
    return {std::move(maps), projected, memory, layer_norm(x, w / "decoder.layernorm", eps)};
  }

  Outputs detections(const Seen& seen, Scope w) const {
    return {{"logits", linear(seen.decoded, w / "class_labels_classifier")},
            {"pred_boxes", sigmoid(prediction_head(seen.decoded, w / "bbox_predictor", 3))}};
  }

  Outputs object_detection(Scope w) const { return detections(look(w / "model"), w); }

  Outputs segmentation(Scope w) const {
    const auto seen = look(w / "detr.model");
    auto outputs = detections(seen, w / "detr");
    const DetrMaskHead mask_head{queries, hidden, encoder_heads, act};
    const auto attention = mask_head.attention_maps(
        seen.decoded, seen.memory, spatial_size(seen.projected), w / "bbox_attention");
    outputs.emplace_back("pred_masks",
                         mask_head.masks(seen.projected, attention, seen.maps, w / "mask_head"));
    return outputs;
  }
};

}  // namespace

Architecture detr() {
  return {.model_type = "detr",
          .base_model_prefix = "model",
          .heads = {{"DetrForObjectDetection", head(&Detr::object_detection)},
                    {"DetrForSegmentation", head(&Detr::segmentation)}}};
}

}  // namespace hfi::architectures
