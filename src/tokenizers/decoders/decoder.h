#pragma once
// Tokens back to text, one after the other: a decoder is a step between where tokens come from and where the text goes.

#include <memory>

#include "tokenizers/component.h"

namespace hfi::tokenizers {

// A token, or a part of one that gets longer than can be waited for. Never a part of a character.
struct Chunk {
  std::string_view text;
  bool begins = true;  // a token
  bool ends = true;
};

class TokenSink {
 public:
  virtual ~TokenSink() = default;

  virtual void push(const Chunk& chunk) = 0;
  // There are no more: what was held back goes on.
  virtual void finish() = 0;
};

class Decoder {
 public:
  virtual ~Decoder() = default;

  // Rewrites tokens so that the text is what arrives at `next`, put side by side. The result refers to this and to `next`.
  [[nodiscard]] virtual std::unique_ptr<TokenSink> start(TokenSink& next) const = 0;
};

Result<std::unique_ptr<const Decoder>> read_decoder(const Component& component);

}  // namespace hfi::tokenizers
