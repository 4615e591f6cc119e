#pragma once
// Several steps as one.

#include <vector>

#include "tokenizers/decoders/decoder.h"

namespace hfi::tokenizers::decoders {

class Chain final : public TokenSink {
 public:
  explicit Chain(TokenSink& next) : first_(&next) {}

  // Puts the step that `start` makes of its next one before the others.
  template <class Start>
  void prepend(const Start& start) {
    steps_.push_back(start(*first_));
    first_ = steps_.back().get();
  }

  void push(const Chunk& chunk) override { first_->push(chunk); }
  void finish() override { first_->finish(); }

 private:
  TokenSink* first_;
  std::vector<std::unique_ptr<TokenSink>> steps_{};  // the last one first
};

}  // namespace hfi::tokenizers::decoders
