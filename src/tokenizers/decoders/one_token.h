#pragma once
// The base of steps that make one token of all.

#include "tokenizers/decoders/decoder.h"

namespace hfi::tokenizers::decoders {

class OneToken : public TokenSink {
 public:
  explicit OneToken(TokenSink& next) : next_(&next) {}

 protected:
  void emit(std::string_view text) {
    next_->push({.text = text, .begins = !begun_, .ends = false});
    begun_ = true;
  }
  void end(std::string_view text) {
    next_->push({.text = text, .begins = !begun_, .ends = true});
    next_->finish();
  }

 private:
  TokenSink* next_;
  bool begun_ = false;
};

}  // namespace hfi::tokenizers::decoders
