#pragma once

#include "core/result.h"

namespace hfi::tokenizers::regex {

// An Oniguruma pattern (Ruby syntax, as the `tokenizers` library uses it) as a PCRE2 one that matches the same.
// Fails with model_invalid when the pattern is malformed, with model_unsupported when it uses what has no counterpart.
Result<std::string> translate(std::string_view pattern);

}  // namespace hfi::tokenizers::regex
