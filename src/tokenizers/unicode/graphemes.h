#pragma once

#include <cstddef>
#include <string_view>

namespace hfi::tokenizers::unicode {

// Bytes of the extended grapheme cluster (UAX #29) at the start of a text that is not empty.
std::size_t grapheme_length(std::string_view text);

}  // namespace hfi::tokenizers::unicode
