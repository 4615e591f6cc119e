// Refuses what would first have to be romanised. Not a component of tokenizer.json: convert/vits.cpp writes it for voices
// whose vocabulary is in Latin letters whatever the language (tokenizer_config.json: is_uroman).

#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::normalizers {
namespace {

class Roman final : public Normalizer {
 public:
  Result<void> normalize(AlignedText& text) const override {
    const auto view = text.view();
    for (std::size_t at = 0; at < view.size(); at += utf8::length(view[at])) {
      const auto length = utf8::length(view[at]);
      if (length > 1)
        return fail(ErrorCode::invalid_input,
                    "\"" + std::string(view.substr(at, length)) +
                        "\": this voice reads romanised text only, as the uroman program writes "
                        "it, and that is not part of this program");
    }
    return {};
  }
};

}  // namespace

Read roman(const Component&) { return std::make_unique<Roman>(); }

}  // namespace hfi::tokenizers::normalizers
