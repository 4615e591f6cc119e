#pragma once
// The network that wav2vec 2.0 and its descendants hear with: convolutions over the waveform, then a Transformer.
// paper       https://arxiv.org/abs/2006.11477, section 2
// reference   transformers, models/wav2vec2/modeling_wav2vec2.py, Wav2Vec2Model

#include <string>
#include <vector>

#include "architectures/architecture.h"
#include "graph/nn.h"

namespace hfi::architectures {

// What the descendants do in their own way.
struct SpeechEncoder {
  const graph::Config& config;
  bool projection_norm = true;       // a LayerNorm before the projection of the features
  bool position_batch_norm = false;  // BatchNorm instead of weight normalisation at the positions

  // The states before each layer and after the last one, [batch, steps, hidden_size], of the input "input_values"
  // [batch, samples]; w is the scope of the base model.
  [[nodiscard]] std::vector<graph::Value> hidden_states(graph::Scope w) const;

 private:
  [[nodiscard]] graph::Value convolutions(graph::Value samples, graph::Scope w) const;
  [[nodiscard]] graph::Value positions(graph::Value x, graph::Scope w) const;
  [[nodiscard]] graph::Value layer(graph::Value x, graph::Scope w) const;
};

// ForCTC and ForSequenceClassification on top; `name` is where the base model lies in a checkpoint.
graph::Outputs speech_ctc(const SpeechEncoder& encoder, graph::Scope w, const std::string& name);
graph::Outputs speech_classification(const SpeechEncoder& encoder, graph::Scope w,
                                     const std::string& name);

// The fewest samples that reach the end of the convolutions.
std::optional<std::int64_t> fewest_samples(const graph::Config& config);

}  // namespace hfi::architectures
