// Drops white space at the left, the right, or both.

#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::normalizers {
namespace {

class Strip final : public Normalizer {
 public:
  Strip(bool left, bool right) : left_(left), right_(right) {}

  Result<void> normalize(AlignedText& text) const override {
    Rewrite out(text);
    const auto source = out.source();
    const auto space_at = [&](std::size_t at) {
      return unicode::is_space(utf8::decode(source, at).character);
    };
    std::size_t begin = 0;
    while (left_ && begin < source.size() && space_at(begin)) begin += utf8::length(source[begin]);
    auto end = source.size();
    while (right_ && end > begin && space_at(utf8::previous(source, end)))
      end = utf8::previous(source, end);
    out.drop(begin);
    out.keep(end - begin);
    text = TRY(std::move(out).finish());
    return {};
  }

 private:
  bool left_;
  bool right_;
};

}  // namespace

Read strip(const Component& component) {
  const bool left = TRY(component.flag("strip_left"));
  const bool right = TRY(component.flag("strip_right"));
  return std::make_unique<Strip>(left, right);
}

}  // namespace hfi::tokenizers::normalizers
