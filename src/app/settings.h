#pragma once
// What the command line sets. Made once at the start, then never changed.

#include <map>
#include <string>
#include <vector>

#include "app/option.h"
#include "core/result.h"
#include "serving/engine.h"

namespace hfi::app {

// The process environment, read once.
std::map<std::string, std::string, std::less<>> environment();

// The folder `share` beside the executable: what ships with the program.
std::filesystem::path share_dir();

// The options of this machine and this environment. Fails with invalid_option when the environment does not tell where the
// cache is.
Result<serving::EngineOptions> default_engine_options();

// --cache-dir, --threads and --memory-budget, which set `options`.
std::vector<Option> engine_options(serving::EngineOptions& options);

}  // namespace hfi::app
