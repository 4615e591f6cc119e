#pragma once
// The feature extractors of this program. Each function reads its own keys; what is missing takes the reference's default.

#include "models/features/feature_extractor.h"

namespace hfi::models::features {

#define FEATURE_EXTRACTOR(class_name, function) \
  FeatureExtractor function(const graph::Config& config);
#include "models/features/catalog.def"
#undef FEATURE_EXTRACTOR

// A count that bounds memory, from 1 to `most`; noted as a problem of the configuration otherwise.
std::size_t size_at(const graph::Config& config, std::string_view key, std::int64_t fallback,
                    std::int64_t most);

}  // namespace hfi::models::features
