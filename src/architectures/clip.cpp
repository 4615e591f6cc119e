// CLIP: learning transferable visual models from natural language supervision
// paper       https://arxiv.org/abs/2103.00020
// reference   transformers, models/clip/modeling_clip.py
// checkpoint  openai/clip-vit-base-patch32

#include "architectures/blocks/vit_encoder.h"
#include "architectures/catalog.h"
#include "graph/causal_text.h"
#include "graph/elementwise.h"

namespace hfi::architectures {
namespace {

using namespace graph;

// What the two towers have in common.
struct Tower {
  const Config config;
  const std::int64_t layers = config.get<std::int64_t>("num_hidden_layers", 12);
  const std::int64_t heads;
  const std::string act = config.get<std::string>("hidden_act", "quick_gelu");
  const float eps = config.get<float>("layer_norm_eps", 1e-5F);

  Value self_attention(Value x, Scope w, bool causal) const {
    const auto q = linear(x, w / "q_proj");
    const auto k = linear(x, w / "k_proj");
    const auto v = linear(x, w / "v_proj");
    const auto attended =
        causal ? causal_attention(q, k, v, heads) : attention(q, k, v, Value{}, heads);
    return linear(attended, w / "out_proj");
  }

  Value encoder(Value x, Scope w, bool causal) const {
    for (std::int64_t i = 0; i < layers; ++i) {
      const auto part = w / "layers" / i;
      const auto y =
          x + self_attention(layer_norm(x, part / "layer_norm1", eps), part / "self_attn", causal);
      const auto inner = linear(layer_norm(y, part / "layer_norm2", eps), part / "mlp.fc1");
      x = y + linear(activation(act, inner), part / "mlp.fc2");
    }
    return x;
  }
};

struct Clip {
  const Config& config;

  // Padding comes after the end of the text, where a causal network does not look.
  Outputs text(Scope w) const {
    const auto part = config.section("text_config");
    const Tower tower{.config = part, .heads = part.get<std::int64_t>("num_attention_heads", 8)};
    const auto model = w / "text_model";
    const auto ids = token_ids(w.graph(), "input_ids");
    const auto positions =
        first_rows(model["embeddings.position_embedding.weight"], length_of(ids));
    const auto x = embedding(ids, model / "embeddings.token_embedding") + positions;
    const auto last = layer_norm(tower.encoder(x, model / "encoder", true),
                                 model / "final_layer_norm", tower.eps);
    // checkpoints from before the end token was configured right mean the highest id
    const auto end_token = part.get<std::int64_t>("eos_token_id", 49407);
    const auto end = end_token == 2 ? first_largest(ids) : first_equal(ids, end_token);
    const auto pooled = vectors_at(last, end);
    return {{"text_embeds", project(pooled, w["text_projection.weight"])}};
  }

  Outputs vision(Scope w) const {
    const auto part = config.section("vision_config");
    const Tower tower{.config = part, .heads = part.get<std::int64_t>("num_attention_heads", 12)};
    const auto model = w / "vision_model";
    const auto embeddings = model / "embeddings";
    const auto image = extents_of(part, "image_size", 224);
    const auto pixels = pixel_values(w.graph(), part.get<std::int64_t>("num_channels", 3),
                                     image.height, image.width);
    const auto grid =
        patches(pixels, embeddings / "patch_embedding", extents_of(part, "patch_size", 32));
    const auto token = unsqueeze(unsqueeze(embeddings["class_embedding"], 0), 0);
    const auto x =
        with_class_token(flatten_space(grid), token) + embeddings["position_embedding.weight"];
    const auto normed = layer_norm(x, model / "pre_layrnorm", tower.eps);
    const auto last = tower.encoder(normed, model / "encoder", false);
    const auto pooled = layer_norm(take(last, 0, 1), model / "post_layernorm", tower.eps);
    const auto embeds = project(pooled, w["visual_projection.weight"]);
    const auto scale = unsqueeze(unsqueeze(exp(w["logit_scale"]), 0), 0);
    return {{"image_embeds", embeds}, {"scale", for_each_of_batch(scale, embeds)}};
  }
};

std::optional<std::int64_t> max_text_length(const Config& config) {
  return config.section("text_config").get<std::int64_t>("max_position_embeddings", 77);
}

}  // namespace

Architecture clip() {
  return {.model_type = "clip",
          .base_model_prefix = "clip",
          .heads = {{"CLIPModel",
                     {{"text_model", head(&Clip::text)}, {"vision_model", head(&Clip::vision)}}}},
          .max_length = max_text_length};
}

}  // namespace hfi::architectures
