#pragma once
// What tokenizer_config.json and special_tokens_map.json say about a tokenizer.

#include <map>
#include <optional>
#include <string>

#include "tokenizers/tokenizer.h"

namespace hfi::tokenizers {

struct Settings {
  std::map<std::string, std::string, std::less<>> special_tokens{};  // "mask_token" → "[MASK]"
  std::optional<std::size_t> model_max_length{};
  bool clean_up_tokenization_spaces = false;
  Side truncation_side = Side::right;
  Side padding_side = Side::right;
};

// Fails with model_invalid when a member has the wrong type or value.
Result<Settings> read_settings(const json::Object& config);

}  // namespace hfi::tokenizers
