#pragma once
// Text on its way to whoever listens.

#include "tasks/audio/automatic_speech_recognition/whisper/transcript.h"
#include "tasks/token_events.h"
#include "tokenizers/decode_stream.h"

namespace hfi::tasks::whisper {

// What is certain of the text, as events.
class Speaker {
 public:
  Speaker(const tokenizers::Tokenizer& tokenizer, const Emit& emit)
      : tokenizer_(&tokenizer), stream_(new_stream()), events_(emit) {}

  Listener listener() {
    return {.token = [this](TokenId token) { events_.send(token, stream_.step(token)); },
            .close =
                [this] {
                  events_.finish(stream_.finish());
                  stream_ = new_stream();
                }};
  }

 private:
  [[nodiscard]] tokenizers::DecodeStream new_stream() const {
    return tokenizers::DecodeStream(*tokenizer_, {.skip_special_tokens = false});
  }

  const tokenizers::Tokenizer* tokenizer_;
  tokenizers::DecodeStream stream_;
  TokenEvents events_;
};

}  // namespace hfi::tasks::whisper
