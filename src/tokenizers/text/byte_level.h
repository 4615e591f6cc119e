#pragma once

#include "tokenizers/text/aligned_text.h"

namespace hfi::tokenizers {

// Writes the characters that stand for the next `bytes` bytes of the source, whole characters of it.
void write_byte_characters(Rewrite& out, std::size_t bytes);

}  // namespace hfi::tokenizers
