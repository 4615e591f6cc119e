// Connectionist temporal classification: repeated tokens are one, padding is nothing.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/token_spaces.h"
#include "tokenizers/decoders/whole_tokens.h"
#include "tokenizers/text/replace_all.h"

namespace hfi::tokenizers::decoders {
namespace {

struct CtcOptions {
  std::string pad_token{};
  std::string word_delimiter_token{};
  bool cleanup = true;
};

class CtcStream final : public WholeTokens {
 public:
  CtcStream(const CtcOptions& options, TokenSink& next) : WholeTokens(next), options_(&options) {}

 private:
  void token(std::string_view text) override {
    if (last_ == text) return;
    last_ = text;
    auto result = replace_all(text, options_->pad_token, "");
    if (options_->cleanup)
      result = replace_all(cleaned_up(result), options_->word_delimiter_token, " ");
    if (!result.empty()) emit(result);
  }

  const CtcOptions* options_;
  std::optional<std::string> last_{};
};

class Ctc final : public Decoder {
 public:
  explicit Ctc(CtcOptions options) : options_(std::move(options)) {}

  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<CtcStream>(options_, next);
  }

 private:
  CtcOptions options_;
};

}  // namespace

Read ctc(const Component& component) {
  CtcOptions options;
  options.pad_token = TRY(component.text("pad_token"));
  options.word_delimiter_token = TRY(component.text("word_delimiter_token"));
  options.cleanup = TRY(component.flag("cleanup"));
  if (options.pad_token.empty()) return component.invalid("pad_token", "must not be empty");
  if (options.word_delimiter_token.empty())
    return component.invalid("word_delimiter_token", "must not be empty");
  return std::make_unique<Ctc>(std::move(options));
}

}  // namespace hfi::tokenizers::decoders
