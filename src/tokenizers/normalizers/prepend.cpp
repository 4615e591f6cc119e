// Puts a string in front of a text that is not empty.

#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/text/prefix.h"

namespace hfi::tokenizers::normalizers {
namespace {

class Prepend final : public Normalizer {
 public:
  explicit Prepend(std::string prefix) : prefix_(std::move(prefix)) {}

  Result<void> normalize(AlignedText& text) const override {
    if (text.view().empty() || prefix_.empty()) return {};
    Rewrite out(text);
    write_prefix(out, prefix_);
    out.keep(out.source().size() - out.position());
    text = TRY(std::move(out).finish());
    return {};
  }

 private:
  std::string prefix_;
};

}  // namespace

Read prepend(const Component& component) {
  return std::make_unique<Prepend>(TRY(component.text("prepend")));
}

}  // namespace hfi::tokenizers::normalizers
