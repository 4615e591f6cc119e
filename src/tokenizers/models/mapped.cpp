// A model that only cuts; the ids are those that another vocabulary has for the pieces. Not a component of tokenizer.json:
// convert/mapped.cpp writes it for Marian and M2M100, whose vocabularies are not in the order of their SentencePiece models.

#include "tokenizers/models/catalog.h"
#include "tokenizers/models/vocabulary.h"

namespace hfi::tokenizers::models {
namespace {

class Mapped final : public Model {
 public:
  Mapped(std::unique_ptr<const Model> cutter, Vocabulary vocabulary, std::int32_t unknown)
      : cutter_(std::move(cutter)), vocabulary_(std::move(vocabulary)), unknown_(unknown) {}

  // What ids stand for where a model is given the tokens of one vocabulary and answers with those of another.
  void decode_with(Vocabulary decoded) { decoded_ = std::move(decoded); }

  Result<void> tokenize(const Pieces& pieces, std::vector<ModelToken>& tokens) const override {
    const auto before = tokens.size();
    TRY(cutter_->tokenize(pieces, tokens));
    const auto text = pieces.text.view();
    for (auto i = before; i < tokens.size(); ++i) {
      auto& token = tokens[i];
      if (pieces.pieces[token.piece].added_token == not_added)
        token.id =
            vocabulary_.id_of(text.substr(token.begin, token.end - token.begin)).value_or(unknown_);
    }
    return {};
  }

  [[nodiscard]] std::optional<std::int32_t> id_of(std::string_view token) const override {
    return vocabulary_.id_of(token);
  }
  [[nodiscard]] std::optional<std::string_view> token_of(std::int32_t id) const override {
    return decoded_ ? decoded_->token_of(id) : vocabulary_.token_of(id);
  }
  [[nodiscard]] bool answers_in_other_tokens() const override { return decoded_.has_value(); }
  [[nodiscard]] std::size_t size() const override { return vocabulary_.size(); }

 private:
  std::unique_ptr<const Model> cutter_;
  Vocabulary vocabulary_;
  std::optional<Vocabulary> decoded_{};
  std::int32_t unknown_;
};

}  // namespace

Read mapped(const Component& component, Input) {
  auto vocabulary = TRY(Vocabulary::read(component));
  const auto unk_token = TRY(component.text("unk_token"));
  const auto unknown = vocabulary.id_of(unk_token);
  if (!unknown) return component.invalid("unk_token", "\"" + unk_token + "\" is not in vocab");
  const auto inner = TRY(component.child("model"));
  if (TRY(inner.text("type")) == "Mapped") return component.invalid("model", "mapped twice");
  auto cutter = TRY(read_model(inner, Input::characters));
  auto model = std::make_unique<Mapped>(std::move(cutter), std::move(vocabulary), *unknown);
  if (component.find("decoded_vocab") != nullptr)
    model->decode_with(TRY(Vocabulary::read(component, "decoded_vocab")));
  return model;
}

}  // namespace hfi::tokenizers::models
