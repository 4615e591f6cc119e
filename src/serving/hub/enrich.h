#pragma once
// What is known of models by name: for lists that others made.

#include <vector>

#include "serving/hub/catalogue.h"

namespace hfi::serving {

enum class Ask { when_unknown, always };  // of the Hub

struct Enriched {
  // One object per id, in order: {"id", "status": "known", "gated", …}, or {"id", "status": "unknown", "gated": null, "error"}
  // when asking failed. What failed is not remembered.
  json::Array models{};
  bool asked = false;  // the Hub, about any of them
};

Result<Enriched> enriched(const hub::HubOptions& options, const ModelCatalogue& catalogue,
                          const std::vector<std::string>& ids, Ask ask,
                          const std::stop_token& stop);

}  // namespace hfi::serving
