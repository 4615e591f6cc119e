// AST: Audio Spectrogram Transformer
// paper       https://arxiv.org/abs/2104.01778, section 2: a ViT over overlapping patches of a spectrogram
// reference   transformers, models/audio_spectrogram_transformer/modeling_audio_spectrogram_transformer.py
// checkpoint  MIT/ast-finetuned-audioset-10-10-0.4593

#include "architectures/catalog.h"
#include "graph/convolution.h"

namespace hfi::architectures {
namespace {

using namespace graph;

struct Ast {
  const Config& config;
  const float eps = config.get("layer_norm_eps", 1e-12F);
  const std::int64_t heads = config.get<std::int64_t>("num_attention_heads");

  // [CLS], the distillation token, then the patches, plus positions
  Value embeddings(Scope w) const {
    const auto spectrogram =
        w.graph().input("input_values", DType::f32, {"batch", "frames", "bands"});
    const auto picture = unsqueeze(transpose(spectrogram, {0, 2, 1}), 1);
    const auto patches = conv(picture, w / "patch_embeddings.projection",
                              {.stride = {config.get<std::int64_t>("frequency_stride", 10),
                                          config.get<std::int64_t>("time_stride", 10)}});
    const auto hidden = config.get<std::int64_t>("hidden_size");
    const auto sequence = transpose(reshape(patches, {0, hidden, -1}), {0, 2, 1});
    const auto first = for_each_of_batch(w["cls_token"], sequence);
    const auto second = for_each_of_batch(w["distillation_token"], sequence);
    return concat({first, second, sequence}, 1) + w["position_embeddings"];
  }

  Value self_attention(Value x, Scope w) const {
    const auto q = project_as(x, w / "attention.query");
    const auto k = project_as(x, w / "attention.key");
    const auto v = project_as(x, w / "attention.value");
    return linear(attention(q, k, v, Value{}, heads), w / "output.dense");
  }

  // qkv_bias leaves the biases away
  static Value project_as(Value x, Scope w) {
    return w.has("bias") ? linear(x, w) : project(x, w["weight"]);
  }

  Value layer(Value x, Scope w) const {
    const auto y = x + self_attention(layer_norm(x, w / "layernorm_before", eps), w / "attention");
    const auto inner = linear(layer_norm(y, w / "layernorm_after", eps), w / "intermediate.dense");
    return y + linear(activation(config.get<std::string>("hidden_act", "gelu"), inner),
                      w / "output.dense");
  }

  Value encoder(Scope w) const {
    head_size(w.graph(), config.get<std::int64_t>("hidden_size"), heads);
    auto x = embeddings(w / "embeddings");
    const auto layers = config.count("num_hidden_layers");
    for (std::int64_t i = 0; i < layers; ++i) x = layer(x, w / "encoder.layer" / i);
    return layer_norm(x, w / "layernorm", eps);
  }

  Outputs base(Scope w) const {
    return {{"last_hidden_state", encoder(w / "audio_spectrogram_transformer")}};
  }

  Outputs classification(Scope w) const {
    const auto x = encoder(w / "audio_spectrogram_transformer");
    const auto pooled = (take(x, 0, 1) + take(x, 1, 1)) * 0.5F;
    return {{"logits",
             linear(layer_norm(pooled, w / "classifier.layernorm", eps), w / "classifier.dense")}};
  }
};

}  // namespace

Architecture audio_spectrogram_transformer() {
  return {.model_type = "audio-spectrogram-transformer",
          .base_model_prefix = "audio_spectrogram_transformer",
          .heads = {{"ASTModel", head(&Ast::base)},
                    {"ASTForAudioClassification", head(&Ast::classification)}}};
}

}  // namespace hfi::architectures
