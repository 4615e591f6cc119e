// Continuations lose their prefix, other tokens get a space before them.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/cleanup.h"

namespace hfi::tokenizers::decoders {
namespace {

class WordPiece final : public Decoder {
 public:
  WordPiece(std::string prefix, bool cleanup) : prefix_(std::move(prefix)), cleanup_(cleanup) {}

  void decode(std::vector<std::string>& tokens) const override {
    for (auto& token : tokens) {
      if (&token != &tokens.front()) {
        if (token.starts_with(prefix_))
          token.erase(0, prefix_.size());
        else
          token.insert(0, 1, ' ');
      }
      if (cleanup_) token = cleaned_up(token);
    }
  }

 private:
  std::string prefix_;
  bool cleanup_;
};

}  // namespace

Read word_piece(const Component& component) {
  auto prefix = TRY(component.text("prefix"));
  return std::make_unique<WordPiece>(std::move(prefix), TRY(component.flag("cleanup")));
}

}  // namespace hfi::tokenizers::decoders
