// Continuations lose their prefix, other tokens get a space before them.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/token_spaces.h"
#include "tokenizers/decoders/whole_tokens.h"

namespace hfi::tokenizers::decoders {
namespace {

struct WordPieceOptions {
  std::string prefix{};
  bool cleanup = true;
};

class WordPieceStream final : public WholeTokens {
 public:
  WordPieceStream(const WordPieceOptions& options, TokenSink& next)
      : WholeTokens(next), options_(&options) {}

 private:
  void token(std::string_view text) override {
    std::string result(text);
    if (!first_) {
      if (text.starts_with(options_->prefix))
        result.erase(0, options_->prefix.size());
      else
        result.insert(0, 1, ' ');
    }
    first_ = false;
    emit(options_->cleanup ? cleaned_up(result) : result);
  }

  const WordPieceOptions* options_;
  bool first_ = true;
};

class WordPiece final : public Decoder {
 public:
  explicit WordPiece(WordPieceOptions options) : options_(std::move(options)) {}

  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<WordPieceStream>(options_, next);
  }

 private:
  WordPieceOptions options_;
};

}  // namespace

Read word_piece(const Component& component) {
  WordPieceOptions options;
  options.prefix = TRY(component.text("prefix"));
  options.cleanup = TRY(component.flag("cleanup"));
  return std::make_unique<WordPiece>(std::move(options));
}

}  // namespace hfi::tokenizers::decoders
