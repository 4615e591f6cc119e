#include "app/settings.h"

#include <unistd.h>

#include "hub/locations.h"
#include "serving/machine.h"

namespace hfi::app {
namespace {

constexpr std::uint64_t budget_percent = 80;  // of the memory that the process may use

// By the rules of the XDG base directories.
Result<std::filesystem::path> default_state_dir(const hub::Environment& variables) {
  const std::filesystem::path cache = hub::value_of(variables, "XDG_CACHE_HOME");
  if (cache.is_absolute()) return cache / "hf-inference";
  const std::filesystem::path home = hub::value_of(variables, "HOME");
  if (home.empty())
    return fail(ErrorCode::invalid_option,
                "neither HOME nor XDG_CACHE_HOME says where to keep the list of models");
  return home / ".cache" / "hf-inference";
}

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

Result<EngineArguments> default_engine_arguments() {
  const auto variables = environment();
  auto found = TRY(hub::hub_options(variables, {}));
  EngineArguments arguments{.cache_dir = std::move(found.cache_dir),
                            .hub_url = std::move(found.endpoint)};
  arguments.options.state_dir = TRY(default_state_dir(variables));
  arguments.options.memory_budget = serving::memory_of_this_process() / 100 * budget_percent;
  return arguments;
}

std::vector<Option> hub_options(EngineArguments& arguments) {
  return {{.name = "--cache-dir", .help = "The Hub cache", .value = &arguments.cache_dir},
          {.name = "--hub-url", .help = "The Hub, or a mirror of it", .value = &arguments.hub_url},
          {.name = "--offline", .help = "Never connect to the Hub", .value = &arguments.offline},
          {.name = "--state-dir",
           .help = "Where the list of the Hub's models is kept",
           .value = &arguments.options.state_dir}};
}

std::vector<Option> engine_options(EngineArguments& arguments) {
  auto options = hub_options(arguments);
  options.push_back({.name = "--threads",
                     .help = "Compute threads; 0: one per core",
                     .value = &arguments.options.threads,
                     .range = Range{0, 1024}});
  options.push_back({.name = "--memory-budget",
                     .help = "Bytes that models may take in memory, such as 8GB",
                     .value = Bytes{&arguments.options.memory_budget}});
  return options;
}

std::vector<Option> model_options(serving::ModelKey& key) {
  return {{.name = "model",
           .help = "The model's id, such as openai/whisper-tiny",
           .value = &key.model_id,
           .required = true},
          {.name = "--task",
           .help = "For which task; the one that the Hub names when absent",
           .value = &key.task},
          {.name = "--revision", .help = "A branch, tag or commit", .value = &key.revision}};
}

Result<serving::EngineOptions> parsed(const EngineArguments& arguments) {
  auto options = arguments.options;
  const auto access = arguments.offline ? hub::Access::offline : hub::Access::online;
  options.hub = TRY(hub::hub_options(
      environment(),
      {.hub_url = arguments.hub_url, .cache_dir = arguments.cache_dir, .access = access}));
  options.store = {.cache_dir = options.hub.cache_dir, .starter_dir = share_dir() / "starter"};
  return options;
}

}  // namespace hfi::app
