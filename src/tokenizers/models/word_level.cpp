// Whole words only.

#include "tokenizers/models/catalog.h"
#include "tokenizers/models/each_piece.h"
#include "tokenizers/models/vocabulary.h"

namespace hfi::tokenizers::models {
namespace {

class WordLevel final : public Model {
 public:
  WordLevel(Vocabulary vocabulary, const std::string& unk_token)
      : vocabulary_(std::move(vocabulary)), unknown_(vocabulary_.id_of(unk_token)) {}

  Result<void> tokenize(const Pieces& pieces, std::vector<ModelToken>& tokens) const override {
    return each_piece(
        pieces, tokens,
        [&](std::uint32_t piece, std::uint32_t begin, std::string_view word) -> Result<void> {
          auto id = vocabulary_.id_of(word);
          if (!id) id = unknown_;
          if (!id)
            return fail(ErrorCode::invalid_input,
                        "the word \"" + std::string(word) +
                            "\" is not in the vocabulary, nor is the model's unk_token");
          tokens.push_back({*id, begin, begin + static_cast<std::uint32_t>(word.size()), piece});
          return {};
        });
  }

  [[nodiscard]] std::optional<std::int32_t> id_of(std::string_view token) const override {
    return vocabulary_.id_of(token);
  }
  [[nodiscard]] std::optional<std::string_view> token_of(std::int32_t id) const override {
    return vocabulary_.token_of(id);
  }
  [[nodiscard]] std::size_t size() const override { return vocabulary_.size(); }

 private:
  Vocabulary vocabulary_;
  std::optional<std::int32_t> unknown_;
};

}  // namespace

Read word_level(const Component& component, Input) {
  auto vocabulary = TRY(Vocabulary::read(component));
  return std::make_unique<WordLevel>(std::move(vocabulary), TRY(component.text("unk_token")));
}

}  // namespace hfi::tokenizers::models
