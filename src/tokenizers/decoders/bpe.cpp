// The suffix of word ends becomes a space, but for that of the last token.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/whole_tokens.h"
#include "tokenizers/text/replace_all.h"

namespace hfi::tokenizers::decoders {
namespace {

class BpeStream final : public WholeTokens {
 public:
  BpeStream(const std::string& suffix, TokenSink& next) : WholeTokens(next), suffix_(&suffix) {}

 private:
  void token(std::string_view text) override {
    release(" ");
    if (text.find(*suffix_) == std::string_view::npos)
      emit(text);
    else
      held_ = text;
  }
  void end() override { release(""); }

  void release(std::string_view space) {
    if (!held_.empty()) emit(replace_all(held_, *suffix_, space));
    held_.clear();
  }

  const std::string* suffix_;
  std::string held_{};  // may be the last token
};

class Bpe final : public Decoder {
 public:
  explicit Bpe(std::string suffix) : suffix_(std::move(suffix)) {}

  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<BpeStream>(suffix_, next);
  }

 private:
  std::string suffix_;
};

}  // namespace

Read bpe(const Component& component) {
  auto suffix = TRY(component.text("suffix", "</w>"));
  if (suffix.empty()) return component.invalid("suffix", "must not be empty");
  return std::make_unique<Bpe>(std::move(suffix));
}

}  // namespace hfi::tokenizers::decoders
