// Sets numbers apart, digit by digit or run by run.

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/pre_tokenizers/split_characters.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class Digits final : public PreTokenizer {
 public:
  explicit Digits(Behavior behavior) : behavior_(behavior) {}

  Result<void> split(Pieces& pieces) const override {
    const auto& classes = unicode::classes();
    split_characters(pieces, behavior_,
                     [&](char32_t c) { return (classes[c] & unicode::numeric) != 0; });
    return {};
  }

 private:
  Behavior behavior_;
};

}  // namespace

Read digits(const Component& component) {
  const bool individual = TRY(component.flag("individual_digits"));
  return std::make_unique<Digits>(individual ? Behavior::isolated : Behavior::contiguous);
}

}  // namespace hfi::tokenizers::pre_tokenizers
