// wav2vec 2.0: A Framework for Self-Supervised Learning of Speech Representations
// paper       https://arxiv.org/abs/2006.11477
// reference   transformers, models/wav2vec2/modeling_wav2vec2.py
// checkpoint  facebook/wav2vec2-base-960h

#include "architectures/blocks/speech_encoder.h"
#include "architectures/catalog.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Wav2Vec2 {
  const Config& config;

  Outputs base(Scope w) const {
    return {{"last_hidden_state", SpeechEncoder{config}.hidden_states(w / "wav2vec2").back()}};
  }
  Outputs ctc(Scope w) const { return speech_ctc(SpeechEncoder{config}, w, "wav2vec2"); }
  Outputs classification(Scope w) const {
    return speech_classification(SpeechEncoder{config}, w, "wav2vec2");
  }
};

}  // namespace

Architecture wav2vec2() {
  return {.model_type = "wav2vec2",
          .base_model_prefix = "wav2vec2",
          .heads = {{"Wav2Vec2Model", head(&Wav2Vec2::base)},
                    {"Wav2Vec2ForCTC", head(&Wav2Vec2::ctc)},
                    {"Wav2Vec2ForSequenceClassification", head(&Wav2Vec2::classification)}},
          .min_length = fewest_samples};
}

}  // namespace hfi::architectures
