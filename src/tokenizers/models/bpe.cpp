// Byte-pair encoding (Sennrich et al. 2016) on characters or on bytes.

#include "tokenizers/models/byte_tokens.h"
#include "tokenizers/models/catalog.h"
#include "tokenizers/models/each_piece.h"
#include "tokenizers/models/first_symbols.h"
#include "tokenizers/models/merge_word.h"
#include "tokenizers/text/byte_characters.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::models {
namespace {

class Bpe final : public Model {
 public:
  Bpe(FirstSymbols first_symbols, Merges merges, bool ignore_merges)
      : first_symbols_(std::move(first_symbols)), merges_(std::move(merges)) {
    if (ignore_merges) collect_whole_words();
    find_boundary();
  }

  Result<void> tokenize(const Pieces& pieces, std::vector<ModelToken>& tokens) const override {
    CachedWords words(owner_);
    CachedWords parts(owner_of_parts_);
    WordMerger merger(merges_);
    std::vector<Symbol> symbols;
    const auto merge = [&](std::uint32_t piece, std::uint32_t begin,
                           std::string_view word) -> Result<void> {
      TRY(first_symbols_.split(word, symbols));
      merger.merge(symbols);
      append(symbols, {.id = 0, .begin = begin, .end = begin, .piece = piece}, tokens);
      return {};
    };
    const auto cut = [&](std::uint32_t piece, std::uint32_t begin,
                         std::string_view word) -> Result<void> {
      if (const auto id = whole_words_.find(word)) {
        tokens.push_back({*id, begin, begin + static_cast<std::uint32_t>(word.size()), piece});
        return {};
      }
      if (!has_boundaries_) return merge(piece, begin, word);
      while (!word.empty()) {
        const auto part = word.substr(0, boundary(word));
        const auto before = tokens.size();
        TRY(parts.append(piece, begin, part, tokens, merge));
        // a character without symbol moves those after it
        if (tokens.size() > before) begin = tokens.back().end;
        word.remove_prefix(part.size());
      }
      return {};
    };
    return each_piece(pieces, tokens,
                      [&](std::uint32_t piece, std::uint32_t begin, std::string_view word) {
                        return words.append(piece, begin, word, tokens, cut);
                      });
  }

  [[nodiscard]] Input input() const override { return first_symbols_.input(); }
  [[nodiscard]] std::optional<std::int32_t> id_of(std::string_view token) const override {
    return vocabulary().id_of(token);
  }
  [[nodiscard]] std::optional<std::string_view> token_of(std::int32_t id) const override {
    return vocabulary().token_of(id);
  }
  [[nodiscard]] std::size_t size() const override { return vocabulary().size(); }
  [[nodiscard]] std::string continuing_subword_prefix() const override {
    return first_symbols_.prefix();
  }

 private:
  [[nodiscard]] const Vocabulary& vocabulary() const { return first_symbols_.vocabulary(); }

  // Positions follow from the symbols alone, so a character without symbol moves those after it.
  static void append(std::span<const Symbol> symbols, ModelToken at,
                     std::vector<ModelToken>& tokens) {
    for (const auto& symbol : symbols) {
      at.id = symbol.id;
      at.end = at.begin + symbol.bytes;
      tokens.push_back(at);
      at.begin = at.end;
    }
  }

  // ignore_merges: a word that is a token is not looked at further.
  void collect_whole_words() {
    vocabulary().for_each([this](std::string_view token, std::int32_t id) {
      if (input() == Input::characters)
        whole_words_.insert(token, id);
      else if (const auto bytes = from_byte_characters(token))
        whole_words_.insert(*bytes, id);
    });
  }

  // SentencePiece vocabularies come without a pre-tokenizer. When no rule joins anything to a "▁" that follows, the text
  // can be cut before each run of them without changing the result.
  void find_boundary() {
    if (first_symbols_.has_affixes() || input() == Input::bytes || !vocabulary().id_of(space))
      return;
    bool is_boundary = !first_symbols_.unknown_ends_with(space);
    merges_.for_each([&](std::int32_t left, std::int32_t right) {
      if (vocabulary().token_of(right)->starts_with(space) &&
          !vocabulary().token_of(left)->ends_with(space))
        is_boundary = false;
    });
    has_boundaries_ = is_boundary;
  }

  // Where the first part of a word ends that can be merged on its own.
  [[nodiscard]] static std::size_t boundary(std::string_view word) {
    auto at = word.find(space, 1);
    while (at != std::string_view::npos && word.substr(0, at).ends_with(space))
      at = word.find(space, at + space.size());
    return std::min(at, word.size());
  }

  static constexpr std::string_view space = "▁";

  FirstSymbols first_symbols_;
  Merges merges_;
  StringMap whole_words_{};  // none unless ignore_merges
  bool has_boundaries_ = false;
  std::uint32_t owner_ = WordCache::next_owner();
  std::uint32_t owner_of_parts_ = WordCache::next_owner();  // that are not looked up as a whole
};

}  // namespace

Read bpe(const Component& component, Input input) {
  auto first_symbols = TRY(FirstSymbols::read(component, input));
  // Offsets after a byte that is left out count in the characters that stand for bytes.
  if (input == Input::bytes && !first_symbols.covers_all_bytes())
    first_symbols = TRY(FirstSymbols::read(component, Input::characters));
  auto merges =
      TRY(Merges::read(component, first_symbols.vocabulary(), first_symbols.prefix().size()));
  const bool ignore_merges = TRY(component.flag("ignore_merges", false));
  return std::make_unique<Bpe>(std::move(first_symbols), std::move(merges), ignore_merges);
}

}  // namespace hfi::tokenizers::models
