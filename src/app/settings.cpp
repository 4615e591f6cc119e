#include "app/settings.h"

#include <unistd.h>

#include "hub/locations.h"
#include "serving/machine.h"

namespace hfi::app {
namespace {

constexpr std::uint64_t budget_percent = 80;  // of the memory that the process may use

}  // namespace

std::map<std::string, std::string, std::less<>> environment() {
  std::map<std::string, std::string, std::less<>> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view line(*entry);
    const auto equals = line.find('=');
    if (equals != std::string_view::npos)
      variables.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return variables;
}

std::filesystem::path share_dir() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "share";
}

Result<serving::EngineOptions> default_engine_options() {
  auto locations = TRY(hub::locations(environment()));
  return serving::EngineOptions{
      .store = {.cache_dir = std::move(locations.cache_dir),
                .starter_dir = share_dir() / "starter"},
      .memory_budget = serving::memory_of_this_process() / 100 * budget_percent};
}

std::vector<Option> engine_options(serving::EngineOptions& options) {
  return {{.name = "--cache-dir",
           .help = "The Hub cache that models are read from",
           .value = &options.store.cache_dir},
          {.name = "--threads",
           .help = "Compute threads; 0: one per core",
           .value = &options.threads,
           .range = Range{0, 1024}},
          {.name = "--memory-budget",
           .help = "Bytes that models may take in memory, such as 8GB",
           .value = Bytes{&options.memory_budget}}};
}

}  // namespace hfi::app
