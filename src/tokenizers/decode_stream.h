#pragma once
// Ids to text while they are being generated. The pieces, put side by side, are what Tokenizer::decode gives for all ids.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tokenizers/tokenizer.h"

namespace hfi::tokenizers {

// Costs the same for every token, however many there were. Not for several threads at once.
class DecodeStream {
 public:
  explicit DecodeStream(const Tokenizer& tokenizer, const DecodeOptions& options = {});
  DecodeStream(DecodeStream&&) noexcept;
  DecodeStream& operator=(DecodeStream&&) noexcept;
  DecodeStream(const DecodeStream&) = delete;
  DecodeStream& operator=(const DecodeStream&) = delete;
  ~DecodeStream();

  // The text that is certain now and was not before: whole characters, often none. What the next tokens may still change
  // is held back: the beginning of a character, a run of byte tokens, spaces that may be cleaned up.
  [[nodiscard]] std::string step(std::int32_t id);
  // The same for a token as it stands in the vocabulary; special ones are not left out.
  [[nodiscard]] std::string step(std::string_view token);
  // What was held back. To be called once, after the last token.
  [[nodiscard]] std::string finish();

 private:
  struct Steps;

  std::shared_ptr<const Parts> parts_;
  bool skip_special_tokens_;
  std::unique_ptr<Steps> steps_;
};

}  // namespace hfi::tokenizers
