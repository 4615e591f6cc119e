#pragma once
// The functions that read a model, one per line of catalog.def.

#include "tokenizers/models/model.h"

namespace hfi::tokenizers::models {

using Read = Result<std::unique_ptr<const Model>>;

#define MODEL(type, function) Read function(const Component& component, Input input);
#include "tokenizers/models/catalog.def"
#undef MODEL

}  // namespace hfi::tokenizers::models
