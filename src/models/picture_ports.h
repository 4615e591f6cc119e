#pragma once
// Exports take pictures under various names, as float16, or with the channels last. Tasks give "pixel_values", float32
// [1, channels, height, width]; what a session wants is made of it here.

#include <string>

#include "models/forward.h"

namespace hfi::models {

// `forward` for tasks: the same function when the session takes no picture. Outputs of float16 come as float32. Fails with
// model_unsupported, listing inputs and outputs, when the layout cannot be told from the shapes; the function fails with
// model_invalid for a picture of another size than the session takes.
Result<Forward> taking_pictures(const runtime::Session& session, Forward forward);

// "inputs: pixel_values float32 [-1, 3, 224, 224]; outputs: logits float32 [-1, 1000]"
std::string describe_ports(const runtime::Session& session);

}  // namespace hfi::models
