// WordPiece: the longest token first, from left to right; a word that does not come out even is unknown as a whole.

#include "tokenizers/models/catalog.h"
#include "tokenizers/models/each_piece.h"
#include "tokenizers/models/trie.h"
#include "tokenizers/models/vocabulary.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::models {
namespace {

struct Options {
  std::string unk_token{};
  std::string continuing_subword_prefix{};
  std::uint32_t max_input_chars_per_word = 0;
};

class WordPiece final : public Model {
 public:
  WordPiece(Vocabulary vocabulary, const Options& options)
      : vocabulary_(std::move(vocabulary)),
        unknown_(vocabulary_.id_of(options.unk_token)),
        prefix_(options.continuing_subword_prefix),
        max_characters_(options.max_input_chars_per_word) {
    std::vector<Trie::Key> starts;
    std::vector<Trie::Key> continuations;
    const std::string_view prefix = prefix_;
    vocabulary_.for_each([&](std::string_view token, std::int32_t id) {
      if (!token.empty()) starts.push_back({token, id});
      if (token.starts_with(prefix) && token.size() > prefix.size())
        continuations.push_back({token.substr(prefix.size()), id});
    });
    starts_ = Trie::build(std::move(starts));
    continuations_ = Trie::build(std::move(continuations));
  }

  Result<void> tokenize(const Pieces& pieces, std::vector<ModelToken>& tokens) const override {
    CachedWords words(owner_);
    const auto cut = [&](std::uint32_t piece, std::uint32_t begin,
                         std::string_view word) -> Result<void> {
      if (split(piece, begin, word, tokens)) return {};
      if (!unknown_)
        return fail(ErrorCode::invalid_input,
                    "the word \"" + std::string(word) +
                        "\" is unknown, and the model's unk_token is not in its vocabulary");
      tokens.push_back({*unknown_, begin, begin + static_cast<std::uint32_t>(word.size()), piece});
      return {};
    };
    return each_piece(pieces, tokens,
                      [&](std::uint32_t piece, std::uint32_t begin, std::string_view word) {
                        return words.append(piece, begin, word, tokens, cut);
                      });
  }

  [[nodiscard]] std::optional<std::int32_t> id_of(std::string_view token) const override {
    return vocabulary_.id_of(token);
  }
  [[nodiscard]] std::optional<std::string_view> token_of(std::int32_t id) const override {
    return vocabulary_.token_of(id);
  }
  [[nodiscard]] std::size_t size() const override { return vocabulary_.size(); }
  [[nodiscard]] std::string continuing_subword_prefix() const override { return prefix_; }

 private:
  bool split(std::uint32_t piece, std::uint32_t begin, std::string_view word,
             std::vector<ModelToken>& tokens) const {
    if (word.size() > max_characters_ && utf8::count(word) > max_characters_) return false;
    const auto before = tokens.size();
    const auto* trie = &starts_;
    while (!word.empty()) {
      const auto [length, id] = trie->longest(word);
      if (length == 0) {
        tokens.resize(before);
        return false;
      }
      const auto end = begin + static_cast<std::uint32_t>(length);
      tokens.push_back({id, begin, end, piece});
      begin = end;
      word.remove_prefix(length);
      trie = &continuations_;
    }
    return true;
  }

  Vocabulary vocabulary_;
  std::optional<std::int32_t> unknown_;
  std::string prefix_;
  std::uint32_t max_characters_;
  Trie starts_{};
  Trie continuations_{};
  std::uint32_t owner_ = WordCache::next_owner();
};

}  // namespace

Read word_piece(const Component& component, Input) {
  auto vocabulary = TRY(Vocabulary::read(component));
  Options options;
  options.unk_token = TRY(component.text("unk_token", "[UNK]"));
  options.continuing_subword_prefix = TRY(component.text("continuing_subword_prefix", "##"));
  options.max_input_chars_per_word = TRY(component.count("max_input_chars_per_word", 100));
  return std::make_unique<WordPiece>(std::move(vocabulary), options);
}

}  // namespace hfi::tokenizers::models
