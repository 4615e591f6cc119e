// A model whose tokens stand between blanks: one before the first of a text, one after each. Not a component of
// tokenizer.json: convert/vits.cpp writes it. Added tokens have no blanks around them and begin a text anew.
// Reference: transformers, models/vits/tokenization_vits.py, _tokenize

#include "tokenizers/models/catalog.h"

namespace hfi::tokenizers::models {
namespace {

class Interspersed final : public Model {
 public:
  Interspersed(std::unique_ptr<const Model> inner, std::int32_t blank)
      : inner_(std::move(inner)), blank_(blank) {}

  Result<void> tokenize(const Pieces& pieces, std::vector<ModelToken>& tokens) const override {
    std::vector<ModelToken> words;
    TRY(inner_->tokenize(pieces, words));
    bool begins = true;
    for (const auto& word : words) {
      auto blank = word;
      blank.id = blank_;
      const bool added = pieces.pieces[word.piece].added_token != not_added;
      if (begins && !added) tokens.push_back(blank);
      tokens.push_back(word);
      if (!added) tokens.push_back(blank);
      begins = added;
    }
    return {};
  }

  [[nodiscard]] std::optional<std::int32_t> id_of(std::string_view token) const override {
    return inner_->id_of(token);
  }
  [[nodiscard]] std::optional<std::string_view> token_of(std::int32_t id) const override {
    return inner_->token_of(id);
  }
  [[nodiscard]] std::size_t size() const override { return inner_->size(); }

 private:
  std::unique_ptr<const Model> inner_;
  std::int32_t blank_;
};

}  // namespace

Read interspersed(const Component& component, Input) {
  const auto blank = static_cast<std::int32_t>(TRY(component.count("blank")));
  const auto child = TRY(component.child("model"));
  if (TRY(child.text("type")) == "Interspersed")
    return component.invalid("model", "interspersed twice");
  auto inner = TRY(read_model(child, Input::characters));
  if (!inner->token_of(blank)) return component.invalid("blank", "not an id of the vocabulary");
  return std::make_unique<Interspersed>(std::move(inner), blank);
}

}  // namespace hfi::tokenizers::models
