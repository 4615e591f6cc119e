// Drops one character and splits there.

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/pre_tokenizers/split_characters.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class CharDelimiterSplit final : public PreTokenizer {
 public:
  explicit CharDelimiterSplit(char32_t delimiter) : delimiter_(delimiter) {}

  Result<void> split(Pieces& pieces) const override {
    split_characters(pieces, Behavior::removed, [this](char32_t c) { return c == delimiter_; });
    return {};
  }

 private:
  char32_t delimiter_;
};

}  // namespace

Read char_delimiter_split(const Component& component) {
  return std::make_unique<CharDelimiterSplit>(TRY(component.character("delimiter")));
}

}  // namespace hfi::tokenizers::pre_tokenizers
