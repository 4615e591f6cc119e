// ViT, the vision transformer
// paper       https://arxiv.org/abs/2010.11929
// reference   transformers, models/vit/modeling_vit.py
// checkpoint  google/vit-base-patch16-224

#include "architectures/blocks/vit_encoder.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Vit {
  const Config& config;
  const VitEncoder encoder{config};
  const Extents image = extents_of(config, "image_size", 224);
  const Extents patch = extents_of(config, "patch_size", 16);

  Value embeddings(Scope w) const {
    const auto pixels = pixel_values(w.graph(), config.get<std::int64_t>("num_channels", 3),
                                     image.height, image.width);
    const auto sequence = flatten_space(patches(pixels, w / "patch_embeddings.projection", patch));
    return with_class_token(sequence, w["cls_token"]) + w["position_embeddings"];
  }

  Value last_hidden_state(Scope w) const {
    head_size(w.graph(), config.get<std::int64_t>("hidden_size"), encoder.heads);
    const auto states = encoder.hidden_states(embeddings(w / "embeddings"), w / "encoder.layer");
    return layer_norm(states.back(), w / "layernorm", encoder.eps);
  }

  Outputs base(Scope w) const {
    const auto vit = w / "vit";
    const auto last = last_hidden_state(vit);
    Outputs outputs{{"last_hidden_state", last}};
    if (const auto pooler = vit / "pooler.dense"; pooler.has("weight"))
      outputs.emplace_back("pooler_output",
                           activation(config.get<std::string>("pooler_act", "tanh"),
                                      linear(take(last, 0, 1), pooler)));
    return outputs;
  }

  Outputs image_classification(Scope w) const {
    return {{"logits", linear(take(last_hidden_state(w / "vit"), 0, 1), w / "classifier")}};
  }
};

}  // namespace

Architecture vit() {
  return {.model_type = "vit",
          .base_model_prefix = "vit",
          .heads = {{"ViTModel", head(&Vit::base)},
                    {"ViTForImageClassification", head(&Vit::image_classification)}}};
}

}  // namespace hfi::architectures
