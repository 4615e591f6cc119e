// Every byte as the printable character that stands for it.

#include "tokenizers/text/byte_level.h"

#include "tokenizers/normalizers/catalog.h"

namespace hfi::tokenizers::normalizers {
namespace {

class ByteLevel final : public Normalizer {
 public:
  Result<void> normalize(AlignedText& text) const override {
    if (text.view().empty()) return {};
    Rewrite out(text);
    write_byte_characters(out, out.source().size());
    text = TRY(std::move(out).finish());
    return {};
  }
};

}  // namespace

Read byte_level(const Component&) { return std::make_unique<ByteLevel>(); }

}  // namespace hfi::tokenizers::normalizers
