#pragma once
// Words to tokens.

#include <memory>

#include "tokenizers/component.h"
#include "tokenizers/text/pieces.h"

namespace hfi::tokenizers {

// What a model makes of a text: bytes [begin, end) of it, and the piece they are in.
struct ModelToken {
  std::int32_t id;
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t piece;
};

// How a byte-level vocabulary is to be matched: against the characters that stand for bytes, or the bytes themselves.
enum class Input { characters, bytes };

class Model {
 public:
  virtual ~Model() = default;

  // Appends the tokens of all pieces, those of added tokens included. Fails with invalid_input when there is no token
  // for an unknown word.
  virtual Result<void> tokenize(const Pieces& pieces, std::vector<ModelToken>& tokens) const = 0;
  [[nodiscard]] virtual Input input() const { return Input::characters; }

  [[nodiscard]] virtual std::optional<std::int32_t> id_of(std::string_view token) const = 0;
  [[nodiscard]] virtual std::optional<std::string_view> token_of(std::int32_t id) const = 0;
  // The mark of a token inside a word, such as "##"; empty when the model has none.
  [[nodiscard]] virtual std::string continuing_subword_prefix() const { return {}; }
  // Whether ids stand for other tokens in what the model answers than in what it is given.
  [[nodiscard]] virtual bool answers_in_other_tokens() const { return false; }
  // The number of tokens; ids may leave gaps.
  [[nodiscard]] virtual std::size_t size() const = 0;
  // The id whose token is shown as the text that it stands for, where the model does that.
  [[nodiscard]] virtual std::optional<std::int32_t> shown_as_text() const { return std::nullopt; }
};

// `input` is what the pre-tokenizer offers; a model that makes no use of it says so in input().
Result<std::unique_ptr<const Model>> read_model(const Component& component, Input input);

}  // namespace hfi::tokenizers
