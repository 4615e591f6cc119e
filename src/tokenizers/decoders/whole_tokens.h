#pragma once
// The base of steps that must see a token as a whole.

#include "tokenizers/decoders/decoder.h"

namespace hfi::tokenizers::decoders {

class WholeTokens : public TokenSink {
 public:
  explicit WholeTokens(TokenSink& next) : next_(&next) {}

  void push(const Chunk& chunk) final {
    if (chunk.begins) token_.clear();
    if (chunk.begins && chunk.ends) return token(chunk.text);
    token_ += chunk.text;
    if (chunk.ends) token(token_);
  }
  void finish() final {
    end();
    next_->finish();
  }

 protected:
  virtual void token(std::string_view text) = 0;
  virtual void end() {}
  void emit(std::string_view text) { next_->push({.text = text}); }

 private:
  TokenSink* next_;
  std::string token_{};
};

}  // namespace hfi::tokenizers::decoders
