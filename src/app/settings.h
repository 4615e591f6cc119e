#pragma once
// What the command line sets. Made once at the start, then never changed.

#include <cstdint>
#include <map>
#include <string>

#include "core/result.h"
#include "server/http/limits.h"
#include "serving/engine.h"

namespace CLI {
class App;
}

namespace hfi::app {

// The process environment, read once.
std::map<std::string, std::string, std::less<>> environment();

// The folder `share` beside the executable: what ships with the program.
std::filesystem::path share_dir();

// Adds --cache-dir, --threads and --memory-budget; `options` holds the defaults of this machine and then what is given.
// Fails with invalid_option when the environment does not tell where the cache is.
Result<void> add_engine_options(CLI::App& command, serving::EngineOptions& options);

}  // namespace hfi::app
