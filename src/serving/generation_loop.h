#pragma once
// The thread on which a model generates for all who ask it to.

#include "generation/counters.h"
#include "generation/generate.h"

namespace hfi::serving {

// Requests share the steps of `decoder`, which is used by one thread of its own. Tokens are handed over on the caller's
// thread, so that a slow listener holds up nobody else. What they come to is added to `counters`.
generation::Generate generating(std::shared_ptr<generation::Decoder> decoder,
                                std::shared_ptr<generation::Counters> counters);

}  // namespace hfi::serving
