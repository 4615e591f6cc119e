// Unicode lower case as Python's str.lower has it, of the whole text. Not of the `tokenizers` library: convert/ writes it
// for classes of `transformers` whose decoding does that.

#include "tokenizers/chat/values/strings.h"
#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/one_token.h"

namespace hfi::tokenizers::decoders {
namespace {

// Σ is written by where in its word it stands, so that a word is waited for.
class LowercaseStream final : public OneToken {
 public:
  using OneToken::OneToken;

  void push(const Chunk& chunk) override {
    held_ += chunk.text;
    const auto end = held_.rfind(' ');
    if (end == std::string::npos) return;
    emit(chat::lower(std::string_view(held_).substr(0, end + 1)));
    held_.erase(0, end + 1);
  }
  void finish() override { end(chat::lower(held_)); }

 private:
  std::string held_{};
};

class Lowercase final : public Decoder {
 public:
  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<LowercaseStream>(next);
  }
};

}  // namespace

Read lowercase(const Component&) { return std::make_unique<Lowercase>(); }

}  // namespace hfi::tokenizers::decoders
