#pragma once
// What a Whisper's generation_config.json says beside what those of all models do.
// Reference: transformers, models/whisper/generation_whisper.py.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "generation/tokens.h"
#include "models/model.h"

namespace hfi::tasks::whisper {

using generation::TokenId;
using generation::Tokens;
using generation::TokenView;

struct AttentionHead {
  std::int64_t layer, head;
};

// What makes a window be written again, and what makes it silence (arXiv 2212.04356, section 4.5); absent: nothing.
struct Thresholds {
  std::optional<double> compression_ratio{}, logprob{}, no_speech{};
};

struct Settings {
  TokenId decoder_start = 0;
  TokenId eos = 0;
  std::optional<TokenId> no_timestamps{};
  std::optional<TokenId> start_of_previous{};  // prev_sot_token_id, or what stands for it
  std::optional<bool> is_multilingual{};
  std::map<std::string, TokenId, std::less<>> lang_to_id{};  // "<|en|>"
  std::map<std::string, TokenId, std::less<>> task_to_id{};  // "transcribe"
  std::vector<std::optional<TokenId>> forced{};  // forced_decoder_ids from the first position on
  std::optional<std::string> language{}, task{};
  std::vector<AttentionHead> alignment_heads{};
  bool return_timestamps = false;
  bool condition_on_prev_tokens = false;
  Thresholds thresholds{};
  std::size_t vocabulary = 0;
  std::size_t max_source_positions = 0;
  std::size_t max_target_positions = 0;
  std::size_t median_filter_width = 0;

  // Tokens from here on are times; beyond the vocabulary where the model knows none.
  [[nodiscard]] TokenId timestamp_begin() const {
    return no_timestamps ? *no_timestamps + 1 : static_cast<TokenId>(vocabulary + 1);
  }
};

// Fails with model_invalid.
Result<Settings> read_settings(const models::Model& model);

}  // namespace hfi::tasks::whisper
