// Drops combining marks (a decomposing normalizer comes before it).

#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/text/map_characters.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::normalizers {
namespace {

class StripAccents final : public Normalizer {
 public:
  Result<void> normalize(AlignedText& text) const override {
    const auto& classes = unicode::classes();
    text = TRY(filtered(
        text, [&](char32_t c) { return c < 0x80 || !(classes[c] & unicode::combining_mark); }));
    return {};
  }
};

}  // namespace

Read strip_accents(const Component&) { return std::make_unique<StripAccents>(); }

}  // namespace hfi::tokenizers::normalizers
