#pragma once
// What a tokenizer consists of, and the steps of `encode`.

#include "tokenizers/added_tokens.h"
#include "tokenizers/decoders/decoder.h"
#include "tokenizers/models/model.h"
#include "tokenizers/normalizers/normalizer.h"
#include "tokenizers/post_processors/post_processor.h"
#include "tokenizers/pre_tokenizers/pre_tokenizer.h"
#include "tokenizers/settings.h"
#include "tokenizers/tokenizer.h"

namespace hfi::tokenizers {

struct Parts {
  std::unique_ptr<const Normalizer> normalizer{};       // may be absent,
  std::unique_ptr<const PreTokenizer> pre_tokenizer{};  // too,
  std::unique_ptr<const Model> model{};
  std::unique_ptr<const PostProcessor> post_processor{};  // too,
  std::unique_ptr<const Decoder> decoder{};               // too
  AddedTokens added_tokens{};
  Settings settings{};
  ChatTemplates chat_templates{};
  json::Object config{};  // what the settings were read from

  // The tokens of one text, without special ones. `sequence` is 0 for the first text and 1 for the second.
  [[nodiscard]] Result<Encoding> encode_text(std::string_view text, std::int32_t sequence,
                                             Detail detail) const;
  [[nodiscard]] Result<Encoding> finish(std::vector<Encoding> texts,
                                        const EncodeOptions& options) const;
  [[nodiscard]] std::size_t num_added_tokens(std::size_t texts) const;
  [[nodiscard]] std::optional<std::string_view> token_of(std::int32_t id) const;
};

}  // namespace hfi::tokenizers
