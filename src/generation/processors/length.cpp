#include <algorithm>
#include <cmath>

#include "generation/processors/processor.h"

namespace hfi::generation {

LogitsProcessor min_length(std::size_t length, Tokens eos) {
  return [length, eos = std::move(eos)](TokenView tokens, Scores scores) {
    if (tokens.size() >= length) return;
    for (const auto id : eos) scores[static_cast<std::size_t>(id)] = never;
  };
}

LogitsProcessor forced_eos_token(std::size_t max_length, Tokens eos) {
  return [max_length, eos = std::move(eos)](TokenView tokens, Scores scores) {
    if (tokens.size() + 1 != max_length) return;
    std::ranges::fill(scores, never);
    for (const auto id : eos) scores[static_cast<std::size_t>(id)] = 0;
  };
}

LogitsProcessor exponential_decay_length_penalty(LengthDecay decay, Tokens eos,
                                                 std::size_t prompt_length) {
  const auto start = decay.start + prompt_length;
  return [=, factor = decay.factor, eos = std::move(eos)](TokenView tokens, Scores scores) {
    if (tokens.size() <= start) return;
    const auto growth = std::pow(factor, static_cast<double>(tokens.size() - start)) - 1;
    for (const auto id : eos) {
      float& score = scores[static_cast<std::size_t>(id)];
      score += std::abs(score) * static_cast<float>(growth);
    }
  };
}

}  // namespace hfi::generation
