#pragma once
// A repository on disk becomes a Model. Planning is quick and touches no weights, so that room can be made first.

#include "models/classes.h"
#include "models/model.h"
#include "models/networks.h"
#include "runtime/runtime.h"

namespace hfi::models {

struct Plan {
  Model model;          // complete but for its networks
  Blueprints networks;  // of them
  std::uint64_t bytes;  // that the weights will take in memory
};

// Fails with model_invalid, model_unsupported or variant_not_found.
Result<Plan> plan(const LoadRequest& request);

// Opens what was planned.
Result<Model> open(const runtime::Runtime& runtime, Plan plan);

}  // namespace hfi::models
