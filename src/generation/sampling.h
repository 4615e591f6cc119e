#pragma once
// Drawing tokens by their scores.

#include "generation/random.h"
#include "generation/scores.h"

namespace hfi::generation {

// One index, with probability softmax(scores). One number of `random` is used: the index is where the running sum of
// probabilities, in the order of the vocabulary, passes it.
std::size_t sample(ScoreView scores, Random& random);

// `count` different indices, drawn one after the other; fewer when fewer have a probability above 0.
std::vector<std::size_t> sample_without_replacement(ScoreView scores, std::size_t count,
                                                    Random& random);

}  // namespace hfi::generation
