#include <algorithm>

#include "generation/processors/processor.h"

namespace hfi::generation {
namespace {

void ban(const Tokens& banned, Scores scores) {
  for (const auto id : banned) scores[static_cast<std::size_t>(id)] = never;
}

// Whether the tokens so far end with all of `sequence` but its last token.
bool leads_to(TokenView tokens, const Tokens& sequence) {
  if (sequence.size() == 1) return true;
  if (sequence.size() > tokens.size()) return false;
  const TokenView prefix(sequence.data(), sequence.size() - 1);
  return std::ranges::equal(tokens.last(prefix.size()), prefix);
}

}  // namespace

LogitsProcessor sequence_bias(std::vector<SequenceBias> biases) {
  return [biases = std::move(biases)](TokenView tokens, Scores scores) {
    for (const auto& [sequence, bias] : biases)
      if (leads_to(tokens, sequence)) scores[static_cast<std::size_t>(sequence.back())] += bias;
  };
}

// A word that is an end of the text alone stays allowed.
LogitsProcessor no_bad_words(const std::vector<Tokens>& words, const Tokens& eos) {
  std::vector<SequenceBias> biases;
  for (const auto& word : words)
    if (word.size() != 1 || std::ranges::find(eos, word.front()) == eos.end())
      biases.push_back({word, never});
  return sequence_bias(std::move(biases));
}

LogitsProcessor suppress_tokens(Tokens suppressed) {
  return
      [suppressed = std::move(suppressed)](TokenView, Scores scores) { ban(suppressed, scores); };
}

LogitsProcessor suppress_tokens_at_begin(Tokens suppressed, std::size_t begin_index) {
  return [suppressed = std::move(suppressed), begin_index](TokenView tokens, Scores scores) {
    if (tokens.size() == begin_index) ban(suppressed, scores);
  };
}

LogitsProcessor forced_bos_token(TokenId bos) {
  return [bos](TokenView tokens, Scores scores) {
    if (tokens.size() != 1) return;
    std::ranges::fill(scores, never);
    scores[static_cast<std::size_t>(bos)] = 0;
  };
}

}  // namespace hfi::generation
