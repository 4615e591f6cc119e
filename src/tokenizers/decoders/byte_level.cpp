// The characters that stand for bytes become those bytes; a character is held back until all of its bytes are there.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/one_token.h"
#include "tokenizers/text/byte_characters.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::decoders {
namespace {

class ByteLevelStream final : public OneToken {
 public:
  using OneToken::OneToken;

  void push(const Chunk& chunk) override {
    token_ += chunk.text;
    if (!chunk.ends) return;
    bytes_ += from_byte_characters(token_).value_or(token_);
    token_.clear();
    const auto whole = bytes_.size() - utf8::unfinished(bytes_);
    emit(utf8::replace_invalid(std::string_view(bytes_).substr(0, whole)));
    bytes_.erase(0, whole);
  }
  void finish() override { end(utf8::replace_invalid(bytes_)); }

 private:
  std::string token_{};
  std::string bytes_{};  // the beginning of a character
};

class ByteLevel final : public Decoder {
 public:
  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<ByteLevelStream>(next);
  }
};

}  // namespace

Read byte_level(const Component&) { return std::make_unique<ByteLevel>(); }

}  // namespace hfi::tokenizers::decoders
