#pragma once
// What a repository has where weights that can be read are missing.

#include "hub/tree.h"
#include "hub/verdict.h"

namespace hfi::hub {

// pickle_weights when all are pickles, else no_weights with the formats that are there.
Obstacle no_weights(const Tree& tree);

}  // namespace hfi::hub
