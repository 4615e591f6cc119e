#pragma once
// What generates with a model's networks.

#include <memory>

#include "generation/decoder.h"
#include "models/networks.h"

namespace hfi::models {

// Over the network "decoder", or "model" where there is no other; nullptr when it keeps no cache, so that it cannot
// generate. `exported` says whether the networks come from an ONNX export.
std::shared_ptr<generation::Decoder> decoder_over(const Networks& networks, bool exported);

}  // namespace hfi::models
