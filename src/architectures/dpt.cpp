// DPT: vision transformers for dense prediction
// paper       https://arxiv.org/abs/2103.13413
// reference   transformers, models/dpt/modeling_dpt.py
// checkpoint  Intel/dpt-large, facebook/dpt-dinov2-small-kitti

#include <algorithm>

#include "architectures/blocks/dpt_neck.h"
#include "architectures/blocks/vit_encoder.h"
#include "architectures/catalog.h"
#include "graph/convolution.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Dpt {
  const Config& config;

  Value positions(Value table, Scope w, Value size) const {
    const auto hidden = config.get<std::int64_t>("hidden_size", 768);
    const auto image = extents_of(config, "image_size", 384);
    const auto patch = extents_of(config, "patch_size", 16);
    const Extents grid{image.height / patch.height, image.width / patch.width};
    const auto count = grid.height * grid.width;
    if (grid.height != grid.width) w.graph().problem("config.json: image_size: expected a square");
    const auto square = transpose(
        reshape(slice(table, 1, 1 + count, 1), {1, grid.height, grid.width, hidden}), {0, 3, 1, 2});
    const auto fitting = flatten_space(interpolate(square, size, Interpolation::bilinear));
    return concat({slice(table, 0, 1, 1), fitting}, 1);
  }

  Backbone own_backbone(Scope w) const {
    const VitEncoder encoder{config};
    const auto embeddings = w / "embeddings";
    const auto pixels = pixel_values(w.graph(), config.get<std::int64_t>("num_channels", 3));
    const auto grid = patches(pixels, embeddings / "patch_embeddings.projection",
                              extents_of(config, "patch_size", 16));
    const auto size = spatial_size(grid);
    const auto sequence = with_class_token(flatten_space(grid), embeddings["cls_token"]);
    const auto x = sequence + positions(embeddings["position_embeddings"], w, size);
    const auto all = encoder.hidden_states(x, w / "encoder.layer");
    const auto wanted = config.get("backbone_out_indices", std::vector<std::int64_t>{2, 5, 8, 11});
    Backbone backbone{{}, size};
    for (std::size_t i = 0; i < all.size(); ++i)
      if (std::ranges::find(wanted, static_cast<std::int64_t>(i)) != wanted.end())
        backbone.states.push_back(all[i]);
    return backbone;
  }

  Outputs depth_estimation(Scope w) const {
    if (config.get("is_hybrid", false)) {
      w.graph().problem("config.json: is_hybrid is not built in");
      return {};
    }
    const bool apart = config.has("backbone_config");
    const auto backbone = apart ? dinov2_backbone(w / "backbone", config.section("backbone_config"))
                                : own_backbone(w / "dpt");
    auto x = DptNeck{config, false}(backbone.states, backbone.size, w / "neck");
    const auto head = w / "head";
    if (config.get("add_projection", false))
      x = activation("relu", conv(x, head / "projection", {.padding = {1, 1}}));
    x = conv(x, head / "head.0", {.padding = {1, 1}});
    x = interpolate(x, spatial_size(x) * integers(w.graph(), {2}), Interpolation::bilinear, true);
    x = activation("relu", conv(x, head / "head.2", {.padding = {1, 1}}));
    x = activation("relu", conv(x, head / "head.4"));
    return {{"predicted_depth", take(x, 0, 1)}};
  }
};

}  // namespace

Architecture dpt() {
  return {.model_type = "dpt",
          .base_model_prefix = "dpt",
          .heads = {{"DPTForDepthEstimation", head(&Dpt::depth_estimation)}}};
}

}  // namespace hfi::architectures
