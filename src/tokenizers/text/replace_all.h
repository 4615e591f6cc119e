#pragma once

#include <string>
#include <string_view>

namespace hfi::tokenizers {

// Every occurrence of `from`, which is not empty, from left to right.
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

// The spaces that English text has not, where tokens were joined with them: "do n't ." becomes "don't.".
std::string without_token_spaces(std::string text);

}  // namespace hfi::tokenizers
