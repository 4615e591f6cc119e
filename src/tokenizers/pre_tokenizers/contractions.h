#pragma once

#include <cstddef>
#include <string_view>

namespace hfi::tokenizers::pre_tokenizers {

// Bytes of 's|'t|'re|'ve|'m|'ll|'d at `at`; 0 when none of them is there.
std::size_t small_contraction(std::string_view text, std::size_t at);

// Bytes of (?i:'s|'t|'re|'ve|'m|'ll|'d) at `at`; 0 when none of them is there.
std::size_t contraction(std::string_view text, std::size_t at);

}  // namespace hfi::tokenizers::pre_tokenizers
