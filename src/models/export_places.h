#pragma once
// Where an export may lie, whatever files there are.

#include <vector>

#include "models/exports.h"

namespace hfi::models {

// Everywhere that `variants` looks, in its order.
std::vector<ExportLayout> export_places(const std::vector<ExportLayout>& layouts);

}  // namespace hfi::models
