// YOLOS: you only look at one sequence
// paper       https://arxiv.org/abs/2106.00666: a ViT with detection tokens in the place of the class token's work
// reference   transformers, models/yolos/modeling_yolos.py
// checkpoint  hustvl/yolos-tiny

#include <limits>

#include "architectures/blocks/prediction_head.h"
#include "architectures/blocks/vit_encoder.h"
#include "architectures/catalog.h"
#include "graph/elementwise.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Yolos {
  static constexpr auto end = std::numeric_limits<std::int64_t>::max();

  const Config& config;
  const VitEncoder encoder{config};
  const std::int64_t hidden = config.get<std::int64_t>("hidden_size");
  const std::int64_t tokens = config.get<std::int64_t>("num_detection_tokens", 100);
  const Extents image = extents_of(config, "image_size", 0);
  const Extents patch = extents_of(config, "patch_size", 16);

  // A table [1, 1 + patches + tokens, hidden] for pictures of another size.
  Value positions(Value table, Value size) const {
    const Extents grid{image.height / patch.height, image.width / patch.width};
    const auto patches = transpose(
        reshape(slice(table, 1, -tokens, 1), {1, grid.height, grid.width, hidden}), {0, 3, 1, 2});
    const auto fitting = flatten_space(interpolate(patches, size, Interpolation::bicubic));
    return concat({slice(table, 0, 1, 1), fitting, slice(table, -tokens, end, 1)}, 1);
  }

  Value last_hidden_state(Scope w) const {
    head_size(w.graph(), hidden, encoder.heads);
    const auto embeddings = w / "embeddings";
    const auto pixels = pixel_values(w.graph(), config.get<std::int64_t>("num_channels", 3));
    const auto grid = patches(pixels, embeddings / "patch_embeddings.projection", patch);
    const auto size = spatial_size(grid);
    const auto sequence = with_class_token(flatten_space(grid), embeddings["cls_token"]);
    const auto detection = for_each_of_batch(embeddings["detection_tokens"], sequence);
    auto x = concat({sequence, detection}, 1) + positions(embeddings["position_embeddings"], size);
    const bool mid = config.get("use_mid_position_embeddings", true);
    for (std::int64_t i = 0; i < encoder.layers; ++i) {
      x = encoder.layer(x, w / "encoder.layer" / i);
      if (mid && i + 1 < encoder.layers)
        x = x + positions(take(w["encoder.mid_position_embeddings"], i, 0), size);
    }
    return layer_norm(x, w / "layernorm", encoder.eps);
  }

  Outputs object_detection(Scope w) const {
    const auto detections = slice(last_hidden_state(w / "vit"), -tokens, end, 1);
    return {{"logits", prediction_head(detections, w / "class_labels_classifier", 3)},
            {"pred_boxes", sigmoid(prediction_head(detections, w / "bbox_predictor", 3))}};
  }
};

}  // namespace

Architecture yolos() {
  return {.model_type = "yolos",
          .base_model_prefix = "vit",
          .heads = {{"YolosForObjectDetection", head(&Yolos::object_detection)}}};
}

}  // namespace hfi::architectures
