#include "tokenizers/added_tokens.h"

#include <algorithm>

#include "tokenizers/models/vocabulary.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers {
namespace {

// A search that starts at every byte takes at most this many steps at each.
constexpr std::size_t longest_token = 1024;

bool is_word(char32_t c) { return (unicode::classes()[c] & unicode::word) != 0; }

// Whether the character before or after a place continues a word.
bool ends_with_word(std::string_view text) {
  return !text.empty() && is_word(utf8::decode(text, utf8::previous(text, text.size())).character);
}
bool starts_with_word(std::string_view text) {
  return !text.empty() && is_word(utf8::decode(text, 0).character);
}

Result<AddedToken> read_one(const Component& token) {
  AddedToken result;
  result.content = TRY(token.text("content"));
  result.single_word = TRY(token.flag("single_word"));
  result.lstrip = TRY(token.flag("lstrip"));
  result.rstrip = TRY(token.flag("rstrip"));
  result.normalized = TRY(token.flag("normalized"));
  result.special = TRY(token.flag("special"));
  if (result.content.size() > longest_token)
    return token.invalid("content", "longer than " + std::to_string(longest_token) + " bytes");
  return result;
}

}  // namespace

Result<std::vector<AddedToken>> AddedTokens::read(const Component& tokenizer) {
  std::vector<AddedToken> result;
  if (tokenizer.find("added_tokens") == nullptr) return result;
  for (const auto& token : TRY(tokenizer.children("added_tokens")))
    result.push_back(TRY(read_one(token)));
  return result;
}

Result<void> AddedTokens::add(const std::vector<AddedToken>& tokens, const Model& model) {
  for (const auto& token : tokens) {
    if (token.content.empty()) continue;
    const auto vocabulary = static_cast<std::int32_t>(model.size());
    const auto known =
        ids_.contains(token.content) ? id_of(token.content) : model.id_of(token.content);
    const auto id = known.value_or(std::max(vocabulary, largest_id_ + 1));
    if (id > models::max_id)
      return fail(ErrorCode::model_invalid, "tokenizer.json: added_tokens: the id of \"" +
                                                token.content + "\" would be " +
                                                std::to_string(id) + "; at most " +
                                                std::to_string(models::max_id) + " is possible");
    ids_[token.content] = id;
    tokens_[id].token = token;
    largest_id_ = std::max(largest_id_, id);
  }
  return {};
}

Result<void> AddedTokens::index(const Normalizer* normalizer) {
  for (auto& [id, entry] : tokens_) {
    const auto& token = entry.token;
    entry.sought = token.content;
    if (!token.normalized || normalizer == nullptr) continue;
    auto text = AlignedText::input(token.content, 0);
    TRY(normalizer->normalize(text));
    if (text.view().size() > longest_token)
      return fail(ErrorCode::model_invalid,
                  "tokenizer.json: added_tokens: \"" + token.content + "\" becomes longer than " +
                      std::to_string(longest_token) + " bytes by normalization");
    entry.sought = text.view();
  }
  raw_ = finder(Stage::raw);
  normalized_ = finder(Stage::normalized);
  return {};
}

AddedTokens::Finder AddedTokens::finder(Stage stage) const {
  Finder result;
  std::vector<models::Trie::Key> keys;
  for (const auto& [id, entry] : tokens_) {
    if (entry.token.normalized != (stage == Stage::normalized) || entry.sought.empty()) continue;
    keys.push_back({entry.sought, id});
    const char start = entry.sought[0];
    result.only_start =
        result.is_empty || result.only_start == start ? std::optional(start) : std::nullopt;
    result.starts[static_cast<unsigned char>(start)] = true;
    result.is_empty = false;
  }
  std::ranges::sort(keys, {}, &models::Trie::Key::value);
  result.trie = models::Trie::build(std::move(keys));
  return result;
}

std::size_t AddedTokens::Finder::next_start(std::string_view text, std::size_t at) const {
  if (only_start) return std::min(text.find(*only_start, at), text.size());
  while (at < text.size() && !starts[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

void AddedTokens::split_piece(const Finder& finder, std::string_view text, const Piece& piece,
                              std::vector<Piece>& out) const {
  const auto add = [&](std::size_t begin, std::size_t end, std::int32_t id) {
    if (begin < end)
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), id});
  };
  text = text.substr(0, piece.end);
  std::size_t rest = piece.begin;  // where the text starts that no token has taken
  for (auto at = finder.next_start(text, piece.begin); at < piece.end;
       at = finder.next_start(text, at)) {
    const auto [length, id] = finder.trie.longest(text.substr(at));
    if (length == 0) {
      ++at;
      continue;
    }
    auto begin = at;
    auto end = at + length;
    at = end;
    const auto& token = tokens_.at(id).token;
    if (token.single_word && (ends_with_word(text.substr(piece.begin, begin - piece.begin)) ||
                              starts_with_word(text.substr(end))))
      continue;
    const auto is_space = [text](std::size_t i) {
      return unicode::is_space(utf8::decode(text, i).character);
    };
    while (token.lstrip && begin > rest && is_space(utf8::previous(text, begin)))
      begin = utf8::previous(text, begin);
    if (token.lstrip) begin = std::max(begin, rest);
    while (token.rstrip && end < piece.end && is_space(end)) end += utf8::length(text[end]);
    add(rest, begin, not_added);
    add(begin, end, id);
    rest = end;
  }
  add(rest, piece.end, not_added);
}

void AddedTokens::split(Pieces& pieces, Stage stage) const {
  const auto& finder = stage == Stage::raw ? raw_ : normalized_;
  if (finder.is_empty) return;
  std::vector<Piece> result;
  for (const auto& piece : pieces.pieces) {
    if (piece.added_token != not_added)
      result.push_back(piece);
    else
      split_piece(finder, pieces.text.view(), piece, result);
  }
  pieces.pieces = std::move(result);
}

std::optional<std::int32_t> AddedTokens::id_of(std::string_view token) const {
  const auto found = ids_.find(token);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string_view> AddedTokens::token_of(std::int32_t id) const {
  const auto found = tokens_.find(id);
  return found == tokens_.end() ? std::nullopt
                                : std::optional<std::string_view>(found->second.sought);
}

bool AddedTokens::is_special(std::string_view token) const {
  const auto id = id_of(token);
  return id && tokens_.at(*id).token.special;
}

std::size_t AddedTokens::beyond(const Model& model) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(ids_, [&](const auto& entry) { return !model.id_of(entry.first); }));
}

}  // namespace hfi::tokenizers
