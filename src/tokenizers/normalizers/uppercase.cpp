// Unicode upper case as Python's str.upper has it. Not of the `tokenizers` library: convert/ writes it for classes of
// `transformers` that turn do_lower_case around.

#include "tokenizers/chat/values/strings.h"
#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/text/aligned_text.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::normalizers {
namespace {

// ß and its like become several characters.
void write_uppercase(Rewrite& out) {
  const auto character =
      out.source().substr(out.position(), utf8::length(out.source()[out.position()]));
  const auto upper = chat::upper(character);
  const auto first = utf8::decode(upper, 0);
  out.replace(first.character);
  out.insert(std::string_view(upper).substr(first.length));
}

class Uppercase final : public Normalizer {
 public:
  Result<void> normalize(AlignedText& text) const override {
    Rewrite out(text);
    while (!out.at_end()) write_uppercase(out);
    text = TRY(std::move(out).finish());
    return {};
  }
};

}  // namespace

Read uppercase(const Component&) { return std::make_unique<Uppercase>(); }

}  // namespace hfi::tokenizers::normalizers
