#include "tokenizers/pre_tokenizers/gpt2_words.h"

#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

// Bytes of the English contraction at `at`, where an apostrophe stands; 0 when there is none.
std::size_t contraction(std::string_view text, std::size_t at) {
  const auto letter = [&](std::size_t i) { return at + i < text.size() ? text[at + i] : '\0'; };
  switch (letter(1)) {
    case 's':
    case 't':
    case 'm':
    case 'd':
      return 2;
    case 'r':
    case 'v':
      return letter(2) == 'e' ? 3 : 0;
    case 'l':
      return letter(2) == 'l' ? 3 : 0;
    default:
      return 0;
  }
}

}  // namespace

Gpt2Words::Gpt2Words() : classes_(unicode::classes()) {
  for (char32_t c = 0; c < ascii_.size(); ++c) ascii_[c] = kind_of(classes_[c]);
}

Gpt2Words::Kind Gpt2Words::kind_of(unicode::Class c) {
  if (c & unicode::white_space) return Kind::space;
  if (unicode::is_one_of(c, unicode::letters)) return Kind::letter;
  return unicode::is_one_of(c, unicode::numbers) ? Kind::number : Kind::other;
}

Gpt2Words::Next Gpt2Words::next(std::string_view text, std::size_t at) const {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {ascii_[byte], 1};
  const auto [character, length] = utf8::decode(text, at);
  return {kind_of(classes_[character]), length};
}

// The end of the run of one kind that starts at `at`.
std::size_t Gpt2Words::run(std::string_view text, std::size_t at, Kind kind) const {
  while (at < text.size()) {
    const auto [found, length] = next(text, at);
    if (found != kind) break;
    at += length;
  }
  return at;
}

// White space before a word leaves its last character to the word, or to itself when that is not a space.
std::size_t Gpt2Words::spaces(std::string_view text, std::size_t at) const {
  const auto end = run(text, at, Kind::space);
  if (end == text.size()) return end;
  const auto last = utf8::previous(text, end);
  return last == at ? end : last;
}

std::size_t Gpt2Words::word(std::string_view text, std::size_t at) const {
  if (text[at] == '\'')
    if (const auto length = contraction(text, at)) return at + length;
  const auto first = next(text, at);
  if (first.kind != Kind::space) return run(text, at + first.length, first.kind);
  if (text[at] == ' ' && at + 1 < text.size()) {
    const auto second = next(text, at + 1);
    if (second.kind != Kind::space) return run(text, at + 1 + second.length, second.kind);
  }
  return spaces(text, at);
}

void Gpt2Words::split(std::string_view text, std::size_t begin, PieceSink& sink) const {
  while (begin < text.size()) {
    const auto end = word(text, begin);
    sink.add(begin, end);
    begin = end;
  }
}

}  // namespace hfi::tokenizers::pre_tokenizers
