// Puts a fixed string in the place of every match of a pattern, token by token.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/whole_tokens.h"
#include "tokenizers/regex/pattern.h"

namespace hfi::tokenizers::decoders {
namespace {

struct ReplaceOptions {
  Pattern pattern;
  std::string content;
};

// A pattern that gives up on a token leaves the rest of it as it is.
std::string replaced(const ReplaceOptions& options, std::string_view token) {
  std::string result;
  std::size_t end = 0;
  (void)options.pattern.for_each(token, [&](const Pattern::Match& match) {
    result += token.substr(end, match.begin - end);
    result += options.content;
    end = match.end;
  });
  result += token.substr(end);
  return result;
}

class ReplaceStream final : public WholeTokens {
 public:
  ReplaceStream(const ReplaceOptions& options, TokenSink& next)
      : WholeTokens(next), options_(&options) {}

 private:
  void token(std::string_view text) override { emit(replaced(*options_, text)); }

  const ReplaceOptions* options_;
};

class Replace final : public Decoder {
 public:
  explicit Replace(ReplaceOptions options) : options_(std::move(options)) {}

  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<ReplaceStream>(options_, next);
  }

 private:
  ReplaceOptions options_;
};

}  // namespace

Read replace(const Component& component) {
  auto pattern = TRY(Pattern::read(component, "pattern"));
  auto content = TRY(component.text("content"));
  return std::make_unique<Replace>(ReplaceOptions{std::move(pattern), std::move(content)});
}

}  // namespace hfi::tokenizers::decoders
