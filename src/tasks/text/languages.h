#pragma once
// The languages of a translation, as the tokenizers of multilingual models are told them.
// Reference: transformers, tokenization_mbart.py and tokenization_mbart50.py, _build_translation_inputs.

#include "models/model.h"

namespace hfi::tasks {

struct Languages {
  std::optional<std::string> source{};
  std::optional<std::string> target{};
};

struct SourceText {
  std::vector<std::int32_t> ids;
  json::Object preferred{};  // what decoding has to know, such as forced_bos_token_id
};

// The text as the encoder reads it, with the source's code where the model wants it, and the target's as the token that the
// answer begins with. A language that is not named is the one of the tokenizer's configuration. Fails with invalid_option
// when the model does not know a code, or takes none; with missing_inputs when it needs one that nobody names.
Result<SourceText> encode_for_translation(const models::Model& model, const std::string& text,
                                          const Languages& languages);

}  // namespace hfi::tasks
