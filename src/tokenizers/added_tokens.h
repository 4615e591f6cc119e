#pragma once
// Tokens that were added to a trained vocabulary. They are found in the text before anything is split.

#include <functional>
#include <map>
#include <unordered_map>

#include "tokenizers/models/model.h"
#include "tokenizers/models/trie.h"
#include "tokenizers/normalizers/normalizer.h"

namespace hfi::tokenizers {

struct AddedToken {
  std::string content;
  bool single_word = false;  // not where it is part of a longer word
  bool lstrip = false;       // swallows the white space before it
  bool rstrip = false;       // and after it
  bool normalized = true;    // is looked for in the normalized text
  bool special = false;      // is left out when decoding, if so wished
};

class AddedTokens {
 public:
  // Reads the array `added_tokens`.
  static Result<std::vector<AddedToken>> read(const Component& tokenizer);

  // Takes the tokens in. One that the model knows keeps its id; others get the ids that follow the model's, in order:
  // like the library, this does not look at the ids in the file.
  Result<void> add(const std::vector<AddedToken>& tokens, const Model& model);
  // To be called after the last add.
  Result<void> index(const Normalizer* normalizer);

  enum class Stage { raw, normalized };
  // Splits each piece of the text at the tokens that are looked for at this stage.
  void split(Pieces& pieces, Stage stage) const;

  [[nodiscard]] std::optional<std::int32_t> id_of(std::string_view token) const;
  // The token as it is looked for: normalized where that is its way, as the library shows it.
  [[nodiscard]] std::optional<std::string_view> token_of(std::int32_t id) const;
  [[nodiscard]] bool is_special(std::string_view token) const;
  // How many are not in the model's vocabulary.
  [[nodiscard]] std::size_t beyond(const Model& model) const;

 private:
  struct Entry {
    AddedToken token{};
    std::string sought{};
  };
  struct Finder {
    models::Trie trie{};
    std::array<bool, 256> starts{};    // whether a token starts with the byte
    std::optional<char> only_start{};  // the one byte that all of them start with
    bool is_empty = true;

    // Where a token may start next; the end of the text when nowhere.
    [[nodiscard]] std::size_t next_start(std::string_view text, std::size_t at) const;
  };

  [[nodiscard]] Finder finder(Stage stage) const;
  void split_piece(const Finder& finder, std::string_view text, const Piece& piece,
                   std::vector<Piece>& out) const;

  std::map<std::string, std::int32_t, std::less<>> ids_{};
  std::unordered_map<std::int32_t, Entry> tokens_{};
  std::int32_t largest_id_ = -1;
  Finder raw_{};
  Finder normalized_{};
};

}  // namespace hfi::tokenizers
