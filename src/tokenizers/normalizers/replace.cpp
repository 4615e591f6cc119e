// Puts a fixed string in the place of every match of a pattern.

#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/regex/pattern.h"

namespace hfi::tokenizers::normalizers {
namespace {

class Replace final : public Normalizer {
 public:
  Replace(Pattern pattern, std::string content)
      : pattern_(std::move(pattern)), content_(std::move(content)) {}

  Result<void> normalize(AlignedText& text) const override {
    std::optional<Rewrite> out;
    TRY(pattern_.for_each(text.view(), [&](const Pattern::Match& match) {
      if (!out) out.emplace(text);
      out->keep(match.begin - out->position());
      out->drop(match.end - match.begin);
      out->insert(content_);
    }));
    if (!out) return {};
    out->keep(out->source().size() - out->position());
    text = TRY(std::move(*out).finish());
    return {};
  }

 private:
  Pattern pattern_;
  std::string content_;
};

}  // namespace

Read replace(const Component& component) {
  auto pattern = TRY(Pattern::read(component, "pattern"));
  return std::make_unique<Replace>(std::move(pattern), TRY(component.text("content")));
}

}  // namespace hfi::tokenizers::normalizers
