#pragma once

#include "tokenizers/text/aligned_text.h"

namespace hfi::tokenizers::unicode {

// The only character whose lower case is two: an i and a dot above.
constexpr char32_t capital_i_with_dot = 0x130;

// Writes the lower case of the next character in its place.
void write_lowercase(Rewrite& out, char32_t character);

Result<AlignedText> lowercased(const AlignedText& text);

}  // namespace hfi::tokenizers::unicode
