#pragma once

#include "tokenizers/tokenizer.h"

namespace hfi::tokenizers {

// What truncation may make: windows of all texts combined, and tokens in all of them.
constexpr std::size_t max_windows = std::size_t{1} << 16U;
constexpr std::size_t max_window_tokens = std::size_t{1} << 24U;

// Cuts one or two texts so that together with `added_tokens` they have at most `max_length` tokens; what is cut off is
// in the windows of `overflowing`, each as long as the text that it belongs to was allowed to be.
// Fails with invalid_option when the options contradict each other or the text, and with input_too_long when there would
// be too many windows.
Result<void> truncate(std::vector<Encoding>& texts, const Truncation& options, Side side,
                      std::size_t added_tokens);

}  // namespace hfi::tokenizers
