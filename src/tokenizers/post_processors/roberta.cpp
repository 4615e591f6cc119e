// <s> A </s>, and </s> B </s>; all of it with type id 0.

#include <algorithm>

#include "tokenizers/post_processors/catalog.h"
#include "tokenizers/post_processors/enclosed.h"
#include "tokenizers/post_processors/trim_offsets.h"

namespace hfi::tokenizers::post_processors {
namespace {

class Roberta final : public PostProcessor {
 public:
  Roberta(const SpecialToken& cls, const SpecialToken& sep, const OffsetTrimming& trimming)
      : first_{.before = {cls}, .after = {sep}, .type_id = 0},
        second_{.before = {sep}, .after = {sep}, .type_id = 0},
        trimming_(trimming) {}

  [[nodiscard]] std::size_t added_tokens(std::size_t texts) const override { return 2 * texts; }

  [[nodiscard]] std::vector<Encoding> process(std::vector<Encoding> texts,
                                              SpecialTokens special_tokens) const override {
    trim_offsets(texts, trimming_);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::ranges::fill(texts[i].type_ids, 0);
      for (auto& window : texts[i].overflowing) std::ranges::fill(window.type_ids, 0);
      if (special_tokens == SpecialTokens::add)
        texts[i] = enclosed(std::move(texts[i]), i == 0 ? first_ : second_);
    }
    return texts;
  }

 private:
  Frame first_;
  Frame second_;
  OffsetTrimming trimming_;
};

}  // namespace

Read roberta(const Component& component) {
  const auto sep = TRY(read_token(component, "sep"));
  const auto cls = TRY(read_token(component, "cls"));
  OffsetTrimming trimming;
  trimming.trim_offsets = TRY(component.flag("trim_offsets"));
  trimming.add_prefix_space = TRY(component.flag("add_prefix_space"));
  return std::make_unique<Roberta>(cls, sep, trimming);
}

}  // namespace hfi::tokenizers::post_processors
