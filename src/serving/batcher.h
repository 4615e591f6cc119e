#pragma once
// Requests that wait for one network together run together. There is no thread of its own: the first to find the network
// free runs for all who wait.

#include "models/forward.h"

namespace hfi::serving {

// The same answers as `forward`, which is called by one thread at a time. A request's answer does not depend on its
// neighbours: what is cancelled drops out, and when a common run fails each request is run alone.
models::Forward batched(models::Forward forward);

}  // namespace hfi::serving
