#pragma once

#include "tokenizers/text/aligned_text.h"

namespace hfi::tokenizers::unicode {

// Writes the lower case of the next character in its place.
void write_lowercase(Rewrite& out, char32_t character);

Result<AlignedText> lowercased(const AlignedText& text);

}  // namespace hfi::tokenizers::unicode
