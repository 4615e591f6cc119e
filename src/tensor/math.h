#pragma once
// What tasks do to the numbers that a model returns.

#include <span>
#include <string>
#include <vector>

namespace hfi {

std::vector<float> softmax(std::span<const float> logits);
std::vector<float> sigmoid(std::span<const float> logits);

// Indices of the `count` largest scores, best first; equal scores keep their order.
std::vector<std::size_t> top_indices(std::span<const float> scores, std::size_t count);

// Scales to length 1 in the Euclidean norm; a vector of zeros stays as it is.
void normalise(std::span<float> vector);

}  // namespace hfi
