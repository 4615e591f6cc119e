// NFC, NFD, NFKC and NFKD.

#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/unicode/normal_forms.h"

namespace hfi::tokenizers::normalizers {
namespace {

class NormalForm final : public Normalizer {
 public:
  explicit NormalForm(unicode::Form form) : form_(form) {}

  Result<void> normalize(AlignedText& text) const override {
    return unicode::normalize(text, form_);
  }

 private:
  unicode::Form form_;
};

}  // namespace

Read nfc(const Component&) { return std::make_unique<NormalForm>(unicode::Form::nfc); }
Read nfd(const Component&) { return std::make_unique<NormalForm>(unicode::Form::nfd); }
Read nfkc(const Component&) { return std::make_unique<NormalForm>(unicode::Form::nfkc); }
Read nfkd(const Component&) { return std::make_unique<NormalForm>(unicode::Form::nfkd); }

}  // namespace hfi::tokenizers::normalizers
