#pragma once
// Tokens of a window as they are written, passed on once nothing that follows can take them back.

#include <functional>

#include "tasks/audio/automatic_speech_recognition/whisper/settings.h"

namespace hfi::tasks::whisper {

using Sink = std::function<void(TokenId)>;

// What comes after two times that stand side by side may have to be heard again (segments.h), until two more follow.
class Certain {
 public:
  Certain(const Settings& settings, const Sink& sink)
      : begin_(settings.timestamp_begin()), eos_(settings.eos), sink_(&sink) {}

  void push(TokenId token) {
    if (token == eos_) return;
    const bool pair = !tokens_.empty() && tokens_.back() >= begin_ && token >= begin_;
    paired_ = paired_ || pair;
    tokens_.push_back(token);
    if (pair || !paired_) pass(tokens_.size());
  }

  // The first `kept` tokens of the window stay.
  void pass(std::size_t kept) {
    for (; passed_ < kept; ++passed_) (*sink_)(tokens_[passed_]);
  }

 private:
  TokenId begin_, eos_;
  const Sink* sink_;
  Tokens tokens_{};
  std::size_t passed_ = 0;
  bool paired_ = false;
};

}  // namespace hfi::tasks::whisper
