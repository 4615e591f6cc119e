#pragma once
// What modules.json puts behind the pooling: functions from a sentence's vector to another one.
// Reference: sentence_transformers/models/{Dense,LayerNorm,Normalize,Dropout}.py.

#include <filesystem>
#include <variant>
#include <vector>

#include "core/result.h"
#include "tensor/tensor.h"

namespace hfi::models {

// activation(W x + b); the bias has no numbers when there is none.
struct DenseLayer {
  Tensor weight;  // [out, in]
  Tensor bias;
  float (*activation)(float);
};

// torch.nn.LayerNorm
struct NormLayer {
  Tensor weight, bias;
};

// To length 1.
struct NormalizeLayer {};

using SentenceLayer = std::variant<DenseLayer, NormLayer, NormalizeLayer>;

// The module `type`, such as "Dense", over the files in `folder`. Fails with model_invalid or model_unsupported.
Result<SentenceLayer> read_sentence_layer(const std::string& type,
                                          const std::filesystem::path& folder);

// Fails with model_invalid when the vector does not have as many numbers as the layer takes.
Result<std::vector<float>> apply(const SentenceLayer& layer, std::vector<float> vector);

}  // namespace hfi::models
