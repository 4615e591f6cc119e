// The character cleaning of SentencePiece's "nmt" rules.

#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/text/map_characters.h"

namespace hfi::tokenizers::normalizers {
namespace {

bool is_control(char32_t c) {
  return (c >= 0x01 && c <= 0x08) || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F ||
         c == 0x8F || c == 0x9F;
}

bool is_blank(char32_t c) {
  switch (c) {
    case 0x09:
    case 0x0A:
    case 0x0C:
    case 0x0D:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x2581:
    case 0xFEFF:
    case 0xFFFD:
      return true;
    default:
      return c >= 0x200B && c <= 0x200F;
  }
}

class Nmt final : public Normalizer {
 public:
  Result<void> normalize(AlignedText& text) const override {
    const auto clean = TRY(filtered(text, [](char32_t c) { return !is_control(c); }));
    text = TRY(mapped(clean, [](char32_t c) { return is_blank(c) ? U' ' : c; }));
    return {};
  }
};

}  // namespace

Read nmt(const Component&) { return std::make_unique<Nmt>(); }

}  // namespace hfi::tokenizers::normalizers
