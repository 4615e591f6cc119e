// HuBERT: Self-Supervised Speech Representation Learning by Masked Prediction of Hidden Units
// paper       https://arxiv.org/abs/2106.07447, section III: the network of wav2vec 2.0, trained otherwise
// reference   transformers, models/hubert/modeling_hubert.py
// checkpoint  facebook/hubert-large-ls960-ft

#include "architectures/blocks/speech_encoder.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Hubert {
  const Config& config;
  const SpeechEncoder encoder{.config = config,
                              .projection_norm = config.get("feat_proj_layer_norm", true),
                              .position_batch_norm = config.get("conv_pos_batch_norm", false)};

  Outputs base(Scope w) const {
    return {{"last_hidden_state", encoder.hidden_states(w / "hubert").back()}};
  }
  Outputs ctc(Scope w) const { return speech_ctc(encoder, w, "hubert"); }
  Outputs classification(Scope w) const { return speech_classification(encoder, w, "hubert"); }
};

}  // namespace

Architecture hubert() {
  return {.model_type = "hubert",
          .base_model_prefix = "hubert",
          .heads = {{"HubertModel", head(&Hubert::base)},
                    {"HubertForCTC", head(&Hubert::ctc)},
                    {"HubertForSequenceClassification", head(&Hubert::classification)}},
          .min_length = fewest_samples};
}

}  // namespace hfi::architectures
