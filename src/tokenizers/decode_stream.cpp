#include "tokenizers/decode_stream.h"

#include "tokenizers/decoders/token_spaces.h"
#include "tokenizers/parts.h"

namespace hfi::tokenizers {
namespace {

class Text final : public TokenSink {
 public:
  void push(const Chunk& chunk) override { text_ += chunk.text; }
  void finish() override {}

  std::string take() { return std::exchange(text_, {}); }

 private:
  std::string text_{};
};

// Without a decoder, tokens are words.
class Spaced final : public TokenSink {
 public:
  explicit Spaced(TokenSink& next) : next_(&next) {}

  void push(const Chunk& chunk) override {
    if (!first_) next_->push({.text = " "});
    first_ = false;
    next_->push(chunk);
  }
  void finish() override { next_->finish(); }

 private:
  TokenSink* next_;
  bool first_ = true;
};

}  // namespace

struct DecodeStream::Steps {
  Steps(const Parts& parts, bool clean_up) {
    TokenSink* next = &text;
    if (clean_up) {
      cleaned = decoders::clean_up_tokenization_spaces(*next);
      next = cleaned.get();
    }
    first =
        parts.decoder == nullptr ? std::make_unique<Spaced>(*next) : parts.decoder->start(*next);
  }

  Text text{};
  std::unique_ptr<TokenSink> cleaned{};
  std::unique_ptr<TokenSink> first{};
};

DecodeStream::DecodeStream(const Tokenizer& tokenizer, const DecodeOptions& options)
    : parts_(tokenizer.parts_),
      skip_special_tokens_(options.skip_special_tokens),
      steps_(std::make_unique<Steps>(*parts_, options.clean_up_tokenization_spaces.value_or(
                                                  parts_->settings.clean_up_tokenization_spaces))) {
}

DecodeStream::DecodeStream(DecodeStream&&) noexcept = default;
DecodeStream& DecodeStream::operator=(DecodeStream&&) noexcept = default;
DecodeStream::~DecodeStream() = default;

std::string DecodeStream::step(std::int32_t id) {
  const auto token = parts_->token_of(id);
  if (!token || (skip_special_tokens_ && parts_->added_tokens.is_special(*token))) return {};
  return step(*token);
}

std::string DecodeStream::step(std::string_view token) {
  steps_->first->push({.text = token});
  return steps_->text.take();
}

std::string DecodeStream::finish() {
  steps_->first->finish();
  return steps_->text.take();
}

}  // namespace hfi::tokenizers
