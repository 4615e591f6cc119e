#pragma once
// What this program can run, for verdicts on models that are not here yet.

#include "hub/verdict.h"

namespace hfi::serving {

// From the catalogues of tasks and architectures.
hub::Supported supported();

}  // namespace hfi::serving
