#include "tokenizers/pre_tokenizers/gpt2_words.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

// Bytes of the English contraction in small letters at `at`, where an apostrophe stands; 0 when there is none.
std::size_t small_contraction(std::string_view text, std::size_t at) {
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

std::size_t Gpt2Words::word(std::string_view text, std::size_t at) const {
  using enum WordKinds::Kind;
  if (text[at] == '\'')
    if (const auto length = small_contraction(text, at)) return at + length;
  const auto first = kinds_.next(text, at);
  if (first.kind != space) return kinds_.run(text, at + first.length, first.kind);
  if (text[at] == ' ' && at + 1 < text.size()) {
    const auto second = kinds_.next(text, at + 1);
    if (second.kind != space) return kinds_.run(text, at + 1 + second.length, second.kind);
  }
  return WordKinds::spaces(text, at, kinds_.run(text, at, space));
}

void Gpt2Words::split(std::string_view text, std::size_t begin, PieceSink& sink) const {
  while (begin < text.size()) {
    const auto end = word(text, begin);
    sink.add(begin, end);
    begin = end;
  }
}

}  // namespace hfi::tokenizers::pre_tokenizers
