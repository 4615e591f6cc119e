// [CLS] A [SEP], and B [SEP] with type id 1.

#include "tokenizers/post_processors/catalog.h"
#include "tokenizers/post_processors/enclosed.h"

namespace hfi::tokenizers::post_processors {
namespace {

class Bert final : public PostProcessor {
 public:
  Bert(const SpecialToken& cls, const SpecialToken& sep)
      : first_{.before = {cls}, .after = {sep}, .type_id = 0},
        second_{.before = {}, .after = {sep}, .type_id = 1} {}

  [[nodiscard]] std::size_t added_tokens(std::size_t texts) const override { return texts + 1; }

  [[nodiscard]] std::vector<Encoding> process(std::vector<Encoding> texts,
                                              SpecialTokens special_tokens) const override {
    if (special_tokens == SpecialTokens::leave_out) return texts;
    for (std::size_t i = 0; i < texts.size(); ++i)
      texts[i] = enclosed(std::move(texts[i]), i == 0 ? first_ : second_);
    return texts;
  }

 private:
  Frame first_;
  Frame second_;
};

}  // namespace

Read bert(const Component& component) {
  const auto sep = TRY(read_token(component, "sep"));
  return std::make_unique<Bert>(TRY(read_token(component, "cls")), sep);
}

}  // namespace hfi::tokenizers::post_processors
