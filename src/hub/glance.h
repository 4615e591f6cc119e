#pragma once
// What a list can tell about running a model without asking the Hub again.

#include <optional>
#include <string>

#include "hub/verdict.h"

namespace hfi::hub {

struct Glance {
  std::optional<bool> runnable{};  // nullopt: it takes a look at the repository
  std::string obstacle{};          // the code, when it does not run
};

Glance glance(const ModelSummary& model, const Supported& supported, const Room& room);

}  // namespace hfi::hub
