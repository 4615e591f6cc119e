#pragma once

#include "tokenizers/chat/arguments.h"

namespace hfi::tokenizers::chat {

// str.format(): {}, {0}, {name}, and format specifications of numbers and strings. Fields are values, not their members.
Result<std::string> format_braces(std::string_view format, const Arguments& arguments);

}  // namespace hfi::tokenizers::chat
