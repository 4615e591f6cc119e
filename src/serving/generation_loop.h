#pragma once
// The thread on which a model generates for all who ask it to.

#include "generation/generate.h"

namespace hfi::serving {

// Requests share the steps of `decoder`, which is used by one thread of its own. Tokens are handed over on the caller's
// thread, so that a slow listener holds up nobody else.
generation::Generate generating(std::shared_ptr<generation::Decoder> decoder);

}  // namespace hfi::serving
