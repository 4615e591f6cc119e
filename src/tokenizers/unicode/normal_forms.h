#pragma once
// Unicode normal forms as of Unicode 9, the version the `tokenizers` library carries: newer characters stay as they are.

#include "tokenizers/text/aligned_text.h"

namespace hfi::tokenizers::unicode {

enum class Form { nfc, nfd, nfkc, nfkd };

Result<void> normalize(AlignedText& text, Form form);

// The full canonical decomposition of one character, itself when it has none.
const std::u32string& canonical_decomposition(char32_t character);

}  // namespace hfi::tokenizers::unicode
