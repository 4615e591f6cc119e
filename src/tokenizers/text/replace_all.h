#pragma once

#include <string>
#include <string_view>

namespace hfi::tokenizers {

// Every occurrence of `from`, which is not empty, from left to right.
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

}  // namespace hfi::tokenizers
