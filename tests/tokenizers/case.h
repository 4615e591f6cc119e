#pragma once
// A text and what the `tokenizers` library makes of it, as tools/goldens/tokenizers_cases.py writes them.

#include <string>

#include "tokenizers/tokenizer.h"

namespace hfi::tokenizers {

// Encodes the text of `expected` and decodes the ids again. Says what differs; empty when all is equal.
std::string difference(const Tokenizer& tokenizer, const json::Object& expected);

}  // namespace hfi::tokenizers
