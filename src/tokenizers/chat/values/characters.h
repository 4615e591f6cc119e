#pragma once
// Characters as Python's str sees them.

#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::chat {

// str.isspace(), and \s in a pattern: White_Space and the four separators of ASCII.
inline bool is_space(char32_t c) { return (c >= 0x1C && c <= 0x1F) || unicode::is_space(c); }

}  // namespace hfi::tokenizers::chat
