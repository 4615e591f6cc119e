// Robust Speech Recognition via Large-Scale Weak Supervision
// paper       https://arxiv.org/abs/2212.04356, section 2.2
// reference   transformers, models/whisper/modeling_whisper.py
// checkpoint  openai/whisper-tiny, openai/whisper-large-v3-turbo, distil-whisper/distil-large-v3

#include "architectures/blocks/seq2seq.h"
#include "architectures/catalog.h"
#include "graph/convolution.h"

namespace hfi::architectures {
namespace {

using namespace graph;

constexpr std::int64_t frames_per_step = 2;  // the stride of the second convolution

// Two convolutions over the spectrogram "input_features" [batch, bands, frames], which is always of the same length.
Value heard(const Config& config, Scope stack) {
  const auto steps = config.get<std::int64_t>("max_source_positions", 1500);
  const auto bands = config.get<std::int64_t>("num_mel_bins", 80);
  auto x =
      stack.graph().input("input_features", DType::f32, {"batch", bands, steps * frames_per_step});
  x = activation("gelu", conv(x, stack / "conv1", {.padding = {1}}));
  x = activation("gelu", conv(x, stack / "conv2", {.stride = {frames_per_step}, .padding = {1}}));
  return transpose(x, {0, 2, 1}) + stack["embed_positions.weight"];
}

Value decoder_embeddings(Value words, Value positions, Scope stack) {
  return words + learned_positions(positions, stack, 0);
}

Seq2Seq parts(const Config& config) {
  return {.decoder_embeddings = decoder_embeddings,
          .residual = norm_before,
          .final_norm = true,
          .heard = [&config](Scope stack) { return heard(config, stack); },
          .key_bias = false,
          .scales_words = false,  // the reference reads scale_embedding and does not use it
          .output = "proj_out",
          .tells_queries = true};
}

}  // namespace

Architecture whisper() {
  return {.model_type = "whisper",
          .base_model_prefix = "model",
          .heads = {seq2seq_lm("WhisperForConditionalGeneration", parts)},
          .max_length =
              [](const Config& config) {
                return config.get("max_target_positions", std::int64_t{448});
              },
          .special_tokens = {{"bos_token_id", 50256},
                             {"pad_token_id", 50256},
                             {"eos_token_id", 50256},
                             {"decoder_start_token_id", 50257},
                             {"begin_suppress_tokens", {220, 50256}}}};
}

}  // namespace hfi::architectures
