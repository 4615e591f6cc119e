#pragma once
// The functions that write a class's tokenizer.json, one per distinct function of catalog.def.

#include "tokenizers/convert/source.h"

namespace hfi::tokenizers::convert {

using Converted = Result<json::Object>;

#define CONVERTER(type, function) Converted function(const Source& source);
#include "tokenizers/convert/catalog.def"
#undef CONVERTER

}  // namespace hfi::tokenizers::convert
