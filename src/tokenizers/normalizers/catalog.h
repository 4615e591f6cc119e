#pragma once
// The functions that read a normalizer, one per line of catalog.def.

#include "tokenizers/normalizers/normalizer.h"

namespace hfi::tokenizers::normalizers {

using Read = Result<std::unique_ptr<const Normalizer>>;

#define NORMALIZER(type, function) Read function(const Component& component);
#include "tokenizers/normalizers/catalog.def"
#undef NORMALIZER

}  // namespace hfi::tokenizers::normalizers
