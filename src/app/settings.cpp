#include "app/settings.h"

#include <unistd.h>

#include <CLI/CLI.hpp>

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

Result<void> add_engine_options(CLI::App& command, serving::EngineOptions& options) {
  auto locations = TRY(hub::locations(environment()));
  options.store = {.cache_dir = std::move(locations.cache_dir),
                   .starter_dir = share_dir() / "starter"};
  options.memory_budget = serving::memory_of_this_process() / 100 * budget_percent;
  command
      .add_option("--cache-dir", options.store.cache_dir, "The Hub cache that models are read from")
      ->capture_default_str();
  command.add_option("--threads", options.threads, "Compute threads; 0: one per core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command
      .add_option("--memory-budget", options.memory_budget,
                  "Bytes that models may take in memory, such as 8GB")
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  return {};
}

}  // namespace hfi::app
