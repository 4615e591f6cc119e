#include "tokenizers/pre_tokenizers/cl100k_words.h"

#include "tokenizers/pre_tokenizers/contractions.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

constexpr std::string_view before_digits =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N})";
constexpr std::string_view after_digits = R"(| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

bool is_line_end(char c) { return c == '\r' || c == '\n'; }

}  // namespace

std::optional<Cl100kWords> Cl100kWords::of(std::string_view pattern) {
  if (!pattern.starts_with(before_digits) || !pattern.ends_with(after_digits) ||
      pattern.size() < before_digits.size() + after_digits.size())
    return std::nullopt;
  pattern.remove_prefix(before_digits.size());
  pattern.remove_suffix(after_digits.size());
  if (pattern.empty()) return Cl100kWords(1);
  if (pattern == "{1,3}") return Cl100kWords(3);
  return std::nullopt;
}

// \p{N}{1,3}
std::size_t Cl100kWords::digits(std::string_view text, std::size_t at) const {
  for (auto left = most_digits_; left > 0 && kinds_.is(WordKinds::Kind::number, text, at); --left)
    at += kinds_.next(text, at).length;
  return at;
}

// [^\s\p{L}\p{N}]+[\r\n]*
std::size_t Cl100kWords::others(std::string_view text, std::size_t at) const {
  at = kinds_.run(text, at, WordKinds::Kind::other);
  while (at < text.size() && is_line_end(text[at])) ++at;
  return at;
}

std::size_t Cl100kWords::word(std::string_view text, std::size_t at) const {
  using enum WordKinds::Kind;
  if (const auto length = contraction(text, at)) return at + length;
  const auto first = kinds_.next(text, at);
  const auto second = at + first.length;
  if (first.kind == letter) return kinds_.run(text, second, letter);
  if (first.kind == number) return digits(text, at);
  if (!is_line_end(text[at]) && kinds_.is(letter, text, second))
    return kinds_.run(text, second, letter);
  if (first.kind == other) return others(text, at);
  if (text[at] == ' ' && kinds_.is(other, text, second)) return others(text, second);
  const auto end = kinds_.run(text, at, space);
  const auto last_line_end = text.substr(at, end - at).find_last_of("\r\n");
  if (last_line_end != std::string_view::npos) return at + last_line_end + 1;
  return WordKinds::spaces(text, at, end);
}

void Cl100kWords::split(std::string_view text, std::size_t begin, PieceSink& sink) const {
  while (begin < text.size()) {
    const auto end = word(text, begin);
    sink.add(begin, end);
    begin = end;
  }
}

}  // namespace hfi::tokenizers::pre_tokenizers
