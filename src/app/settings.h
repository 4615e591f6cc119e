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

struct EngineArguments {
  serving::EngineOptions options{};
  std::filesystem::path cache_dir{};
  std::string hub_url{};
  bool offline = false;
};

// What this machine and this environment give. Fails with invalid_option when the environment does not tell where the cache
// is, or contradicts itself.
Result<EngineArguments> default_engine_arguments();

// --cache-dir, --hub-url, --offline and --state-dir, which set `arguments`.
std::vector<Option> hub_options(EngineArguments& arguments);
// These, --threads and --memory-budget.
std::vector<Option> engine_options(EngineArguments& arguments);

// The model's id, --task and --revision; `key` holds the defaults.
std::vector<Option> model_options(serving::ModelKey& key);

// Once the line is parsed. Fails as hub::hub_options does.
Result<serving::EngineOptions> parsed(const EngineArguments& arguments);

}  // namespace hfi::app
