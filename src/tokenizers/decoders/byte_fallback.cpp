// Tokens like "<0xE2>" become the characters that they spell, or one replacement character each. Which of the two is known
// when a run of them ends, so it is held back until then.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/whole_tokens.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::decoders {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<char> byte_of(std::string_view token) {
  if (token.size() != 6 || !token.starts_with("<0x") || token[5] != '>') return std::nullopt;
  const int high = token[3] == '+' ? 0 : digit(token[3]);  // the library reads "+F" as 15, too
  const int low = digit(token[4]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(16 * high + low);
}

class ByteFallbackStream final : public WholeTokens {
 public:
  using WholeTokens::WholeTokens;

 private:
  void token(std::string_view text) override {
    if (const auto byte = byte_of(text)) {
      bytes_ += *byte;
      return;
    }
    end();
    emit(text);
  }

  void end() override {
    if (bytes_.empty()) return;
    if (utf8::find_invalid(bytes_) == std::string::npos) {
      emit(bytes_);
    } else {
      for (std::size_t i = 0; i < bytes_.size(); ++i) emit("\uFFFD");
    }
    bytes_.clear();
  }

  std::string bytes_{};
};

class ByteFallback final : public Decoder {
 public:
  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<ByteFallbackStream>(next);
  }
};

}  // namespace

Read byte_fallback(const Component&) { return std::make_unique<ByteFallback>(); }

}  // namespace hfi::tokenizers::decoders
