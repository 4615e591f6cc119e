#pragma once
// From a model that is asked for to its files on the disk.

#include "serving/hub/check.h"
#include "serving/hub/downloads.h"
#include "serving/registry.h"

namespace hfi::serving {

models::Wanted wanted_by(const ModelKey& key);

// The files that loading will choose, of the commit that the revision stands for now; a key without a task takes the one that
// the Hub names. Fails with model_gated, and with
// model_unsupported, variant_not_found, insufficient_memory or insufficient_disk before a byte of weights is asked for;
// `details.obstacles` says the same for programs.
Result<hub::DownloadRequest> download_for(const Judge& judge, const ModelKey& key,
                                          const std::stop_token& stop);

// Downloads what is not on the disk; asks nobody when a variant that fits is there. Fails also as Downloads::wait does;
// offline with model_not_found or revision_not_found.
Result<void> fetch(const Judge& judge, Downloads& downloads, const ModelKey& key,
                   const OnBytes& on_bytes, const std::stop_token& stop);

}  // namespace hfi::serving
