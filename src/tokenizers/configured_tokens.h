#pragma once
// The tokens that tokenizer_config.json adds to a vocabulary.

#include <array>
#include <optional>
#include <string>

#include "core/result.h"

namespace hfi::tokenizers {

// The named special tokens, in the order in which transformers adds them.
inline constexpr std::array special_token_names{"bos_token", "eos_token", "unk_token", "sep_token",
                                                "pad_token", "cls_token", "mask_token"};

// A token's content; it is written as a string or as an added token.
std::optional<std::string> content_of(const json::Value& token);

// An added token as tokenizer.json has it: special, and looked for in the text as it is.
json::Object added_token(const std::string& content);

// added_tokens_decoder by id, the named special tokens, and extra_special_tokens or else additional_special_tokens: added
// tokens as in tokenizer.json.
json::Array configured_tokens(const json::Object& config);

}  // namespace hfi::tokenizers
