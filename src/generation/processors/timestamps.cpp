#include <algorithm>
#include <cmath>

#include "generation/processors/processor.h"

namespace hfi::generation {
namespace {

void ban(Scores scores) { std::ranges::fill(scores, never); }

// Times come in pairs, the end of something said and the beginning of what follows, and do not go back.
void keep_pairs(TokenView generated, TokenId begin, TokenId eos, Scores scores) {
  const auto is_time = [begin](TokenId id) { return id >= begin; };
  const auto count = generated.size();
  const bool last = count >= 1 && is_time(generated[count - 1]);
  const bool before_last = count < 2 || is_time(generated[count - 2]);
  const auto times = scores.subspan(static_cast<std::size_t>(begin));
  if (last && before_last)
    ban(times);
  else if (last)
    ban(scores.first(static_cast<std::size_t>(eos)));
  const auto latest = std::ranges::find_if(generated.rbegin(), generated.rend(), is_time);
  if (latest == generated.rend()) return;
  const bool may_repeat = last && !before_last;
  const auto least = static_cast<std::size_t>(*latest - begin) + (may_repeat ? 0 : 1);
  ban(times.first(std::min(least, times.size())));
}

// log(sum(exp(scores))); the probabilities of all tokens are these, but for a constant.
double log_sum(Scores scores) {
  const auto top = *std::ranges::max_element(scores);
  if (top == never) return static_cast<double>(never);
  double sum = 0;
  for (const float score : scores) sum += std::exp(static_cast<double>(score - top));
  return static_cast<double>(top) + std::log(sum);
}

}  // namespace

LogitsProcessor whisper_timestamps(Timestamps timestamps, TokenId eos, std::size_t begin_index) {
  return [=](TokenView tokens, Scores scores) {
    const auto begin = static_cast<std::size_t>(timestamps.begin);
    if (begin >= scores.size()) return;
    scores[begin - 1] = never;  // the token that says that there are none
    keep_pairs(tokens.subspan(begin_index), timestamps.begin, eos, scores);
    const auto text = scores.first(begin);
    const auto times = scores.subspan(begin);
    if (tokens.size() == begin_index) {
      ban(text);
      if (timestamps.max_initial_index && *timestamps.max_initial_index + 1 < times.size())
        ban(times.subspan(*timestamps.max_initial_index + 1));
    }
    // a time is likelier than any text when all of them together are
    if (log_sum(times) > static_cast<double>(*std::ranges::max_element(text))) ban(text);
  };
}

}  // namespace hfi::generation
