#include <algorithm>

#include "generation/processors/processor.h"

namespace hfi::generation {
namespace {

// The score of each token in `seen`, changed once however often it occurs.
void penalise(TokenView seen, double penalty, Scores scores) {
  Tokens once(seen.begin(), seen.end());
  std::ranges::sort(once);
  const auto twice = std::unique(once.begin(), once.end());
  once.erase(twice, once.end());
  const auto factor = static_cast<float>(penalty);
  for (const auto id : once) {
    float& score = scores[static_cast<std::size_t>(id)];
    score = score < 0 ? score * factor : score / factor;
  }
}

// Bans what followed, in `text`, each occurrence of the last size - 1 tokens.
void ban_continuations(TokenView text, TokenView tokens, std::size_t size, Scores scores) {
  if (tokens.size() + 1 < size || text.size() < size) return;
  const auto last = tokens.last(size - 1);
  for (std::size_t i = 0; i + size <= text.size(); ++i)
    if (std::ranges::equal(text.subspan(i, size - 1), last))
      scores[static_cast<std::size_t>(text[i + size - 1])] = never;
}

}  // namespace

LogitsProcessor repetition_penalty(double penalty) {
  return [=](TokenView tokens, Scores scores) { penalise(tokens, penalty, scores); };
}

// It makes the tokens of the input likelier, so the penalty is inverted.
LogitsProcessor encoder_repetition_penalty(double penalty, Tokens encoder_tokens) {
  return [penalty, seen = std::move(encoder_tokens)](TokenView, Scores scores) {
    penalise(seen, 1 / penalty, scores);
  };
}

LogitsProcessor no_repeat_ngram(std::size_t size) {
  return [=](TokenView tokens, Scores scores) { ban_continuations(tokens, tokens, size, scores); };
}

LogitsProcessor encoder_no_repeat_ngram(std::size_t size, Tokens encoder_tokens) {
  return [size, text = std::move(encoder_tokens)](TokenView tokens, Scores scores) {
    ban_continuations(text, tokens, size, scores);
  };
}

}  // namespace hfi::generation
