#pragma once
// The functions that read a decoder, one per line of catalog.def.

#include "tokenizers/decoders/decoder.h"

namespace hfi::tokenizers::decoders {

using Read = Result<std::unique_ptr<const Decoder>>;

#define DECODER(type, function) Read function(const Component& component);
#include "tokenizers/decoders/catalog.def"
#undef DECODER

}  // namespace hfi::tokenizers::decoders
