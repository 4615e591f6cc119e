// ResNet: deep residual learning for image recognition
// paper       https://arxiv.org/abs/1512.03385
// reference   transformers, models/resnet/modeling_resnet.py
// checkpoint  microsoft/resnet-50

#include "architectures/blocks/resnet_encoder.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct ResNet {
  const Config& config;
  const ResNetEncoder encoder{config};

  Value last_hidden_state(Scope w) const {
    const auto pixels = pixel_values(w.graph(), config.get<std::int64_t>("num_channels", 3));
    return encoder.feature_maps(pixels, w / "resnet").back();
  }

  Outputs base(Scope w) const {
    const auto last = last_hidden_state(w);
    return {{"last_hidden_state", last}, {"pooler_output", mean_over_space(last)}};
  }

  Outputs image_classification(Scope w) const {
    return {{"logits", linear(mean_over_space(last_hidden_state(w)), w / "classifier.1")}};
  }
};

}  // namespace

Architecture resnet() {
  return {.model_type = "resnet",
          .base_model_prefix = "resnet",
          .heads = {{"ResNetModel", head(&ResNet::base)},
                    {"ResNetForImageClassification", head(&ResNet::image_classification)}}};
}

}  // namespace hfi::architectures
