#include "tokenizers/pre_tokenizers/gpt2_words.h"

#include "tokenizers/pre_tokenizers/contractions.h"

namespace hfi::tokenizers::pre_tokenizers {

std::size_t Gpt2Words::word(std::string_view text, std::size_t at) const {
  using enum WordKinds::Kind;
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
