#pragma once
// The functions that read a post-processor, one per line of catalog.def.

#include "tokenizers/post_processors/post_processor.h"

namespace hfi::tokenizers::post_processors {

using Read = Result<std::unique_ptr<const PostProcessor>>;

#define POST_PROCESSOR(type, function) Read function(const Component& component);
#include "tokenizers/post_processors/catalog.def"
#undef POST_PROCESSOR

}  // namespace hfi::tokenizers::post_processors
