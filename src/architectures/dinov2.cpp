// DINOv2: learning robust visual features without supervision
// paper       https://arxiv.org/abs/2304.07193
// reference   transformers, models/dinov2/modeling_dinov2.py
// checkpoint  facebook/dinov2-base

#include "architectures/blocks/dinov2_encoder.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Dinov2 {
  const Config& config;
  const Dinov2Encoder encoder{config};

  Value last_hidden_state(Scope w) const {
    const auto pixels = pixel_values(w.graph(), config.get<std::int64_t>("num_channels", 3));
    const auto states = encoder.hidden_states(pixels, w);
    return layer_norm(states.back(), w / "layernorm", encoder.eps);
  }

  Outputs base(Scope w) const {
    const auto last = last_hidden_state(w / "dinov2");
    return {{"last_hidden_state", last}, {"pooler_output", take(last, 0, 1)}};
  }

  Outputs image_classification(Scope w) const {
    const auto last = last_hidden_state(w / "dinov2");
    const auto everything = slice(last, 1, std::numeric_limits<std::int64_t>::max(), 1);
    const auto pooled = concat({take(last, 0, 1), mean(everything, 1)}, 1);
    return {{"logits", linear(pooled, w / "classifier")}};
  }
};

}  // namespace

Architecture dinov2() {
  return {.model_type = "dinov2",
          .base_model_prefix = "dinov2",
          .heads = {{"Dinov2Model", head(&Dinov2::base)},
                    {"Dinov2ForImageClassification", head(&Dinov2::image_classification)}}};
}

}  // namespace hfi::architectures
