#pragma once
// Arithmetic over the scores of a vocabulary. Sums are kept in double.

#include <vector>

#include "generation/tokens.h"

namespace hfi::generation {

using ScoreView = std::span<const float>;

// softmax(scores); entries of -inf get 0.
std::vector<float> probabilities(ScoreView scores);

// log(sum(exp(scores)))
double log_sum_exp(ScoreView scores);

// scores - log(sum(exp(scores))), in place.
void log_softmax(Scores scores);

// Indices of the `count` largest scores, largest first; of equal ones the first index comes first.
std::vector<std::size_t> largest(ScoreView scores, std::size_t count);

// Index of the largest score, the first of equal ones.
std::size_t argmax(ScoreView scores);

// -sum(p log p)
double entropy(ScoreView probabilities);

}  // namespace hfi::generation
