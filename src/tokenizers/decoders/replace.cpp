// Puts a fixed string in the place of every match of a pattern, token by token.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/regex/pattern.h"

namespace hfi::tokenizers::decoders {
namespace {

class Replace final : public Decoder {
 public:
  Replace(Pattern pattern, std::string content)
      : pattern_(std::move(pattern)), content_(std::move(content)) {}

  void decode(std::vector<std::string>& tokens) const override {
    for (auto& token : tokens) token = replaced(token);
  }

 private:
  // A pattern that gives up on a token leaves the rest of it as it is.
  [[nodiscard]] std::string replaced(std::string_view token) const {
    std::string result;
    std::size_t end = 0;
    (void)pattern_.for_each(token, [&](const Pattern::Match& match) {
      result += token.substr(end, match.begin - end);
      result += content_;
      end = match.end;
    });
    result += token.substr(end);
    return result;
  }

  Pattern pattern_;
  std::string content_;
};

}  // namespace

Read replace(const Component& component) {
  auto pattern = TRY(Pattern::read(component, "pattern"));
  return std::make_unique<Replace>(std::move(pattern), TRY(component.text("content")));
}

}  // namespace hfi::tokenizers::decoders
