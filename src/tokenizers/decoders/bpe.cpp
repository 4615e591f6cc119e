// The suffix of word ends becomes a space, but for that of the last token.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/text/replace_all.h"

namespace hfi::tokenizers::decoders {
namespace {

class Bpe final : public Decoder {
 public:
  explicit Bpe(std::string suffix) : suffix_(std::move(suffix)) {}

  void decode(std::vector<std::string>& tokens) const override {
    for (auto& token : tokens)
      token = replace_all(token, suffix_, &token == &tokens.back() ? "" : " ");
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
