#pragma once
// A repository on disk becomes a Model. Planning is quick and touches no weights, so that room can be made first.

#include <memory>

#include "architectures/catalog.h"
#include "graph/graph.h"
#include "models/model.h"
#include "runtime/runtime.h"

namespace hfi::models {

struct LoadRequest {
  Repository repository;
  std::vector<std::string>
      heads;  // endings of class names that can serve the task, preferred first
  Wanted wanted{};
};

struct Plan {
  Model model;                     // complete but for `forward`
  graph::Computation computation;  // empty for an ONNX export
  std::uint64_t bytes;             // that the weights will take in memory
};

// Fails with model_invalid, model_unsupported or variant_not_found.
Result<Plan> plan(const LoadRequest& request);

// Opens what was planned.
Result<Model> open(const runtime::Runtime& runtime, Plan plan);

}  // namespace hfi::models
