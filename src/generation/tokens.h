#pragma once
// What decoding works on.

#include <cstdint>
#include <span>
#include <vector>

namespace hfi::generation {

using TokenId = std::int32_t;
using Tokens = std::vector<TokenId>;
using TokenView = std::span<const TokenId>;

// One float per entry of the vocabulary.
using Scores = std::span<float>;

}  // namespace hfi::generation
