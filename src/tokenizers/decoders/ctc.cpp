// Connectionist temporal classification: repeated tokens are one, padding is nothing.

#include <algorithm>

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/cleanup.h"
#include "tokenizers/text/replace_all.h"

namespace hfi::tokenizers::decoders {
namespace {

struct Options {
  std::string pad_token{};
  std::string word_delimiter_token{};
  bool cleanup = true;
};

class Ctc final : public Decoder {
 public:
  explicit Ctc(Options options) : options_(std::move(options)) {}

  void decode(std::vector<std::string>& tokens) const override {
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    for (auto& token : tokens) {
      token = replace_all(token, options_.pad_token, "");
      if (options_.cleanup)
        token = replace_all(cleaned_up(token), options_.word_delimiter_token, " ");
    }
    std::erase_if(tokens, [](const std::string& token) { return token.empty(); });
  }

 private:
  Options options_;
};

}  // namespace

Read ctc(const Component& component) {
  Options options;
  options.pad_token = TRY(component.text("pad_token"));
  options.word_delimiter_token = TRY(component.text("word_delimiter_token"));
  options.cleanup = TRY(component.flag("cleanup"));
  if (options.pad_token.empty()) return component.invalid("pad_token", "must not be empty");
  if (options.word_delimiter_token.empty())
    return component.invalid("word_delimiter_token", "must not be empty");
  return std::make_unique<Ctc>(std::move(options));
}

}  // namespace hfi::tokenizers::decoders
