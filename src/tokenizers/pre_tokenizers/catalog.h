#pragma once
// The functions that read a pre-tokenizer, one per line of catalog.def.

#include "tokenizers/pre_tokenizers/pre_tokenizer.h"

namespace hfi::tokenizers::pre_tokenizers {

using Read = Result<std::unique_ptr<const PreTokenizer>>;

#define PRE_TOKENIZER(type, function) Read function(const Component& component);
#include "tokenizers/pre_tokenizers/catalog.def"
#undef PRE_TOKENIZER

}  // namespace hfi::tokenizers::pre_tokenizers
