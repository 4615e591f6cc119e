// Splits at punctuation characters.

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/pre_tokenizers/split_characters.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class Punctuation final : public PreTokenizer {
 public:
  explicit Punctuation(Behavior behavior) : behavior_(behavior) {}

  Result<void> split(Pieces& pieces) const override {
    const auto& classes = unicode::classes();
    split_characters(pieces, behavior_,
                     [&](char32_t c) { return (classes[c] & unicode::bert_punctuation) != 0; });
    return {};
  }

 private:
  Behavior behavior_;
};

}  // namespace

Read punctuation(const Component& component) {
  const bool is_old = component.find("behavior") == nullptr;  // files older than the member
  return std::make_unique<Punctuation>(is_old ? Behavior::isolated : TRY(read_behavior(component)));
}

}  // namespace hfi::tokenizers::pre_tokenizers
