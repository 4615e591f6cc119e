// Unicode lower case, without regard to language or context.

#include "tokenizers/unicode/lowercase.h"

#include "tokenizers/normalizers/catalog.h"

namespace hfi::tokenizers::normalizers {
namespace {

class Lowercase final : public Normalizer {
 public:
  Result<void> normalize(AlignedText& text) const override {
    text = TRY(unicode::lowercased(text));
    return {};
  }
};

}  // namespace

Read lowercase(const Component&) { return std::make_unique<Lowercase>(); }

}  // namespace hfi::tokenizers::normalizers
