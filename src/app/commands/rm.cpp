// hf-inference rm MODEL: off the disk.

#include <cstdio>

#include "app/command.h"
#include "app/settings.h"
#include "app/shown.h"
#include "hub/delete_model.h"

namespace hfi::app {
namespace {

struct Arguments {
  EngineArguments engine{};
  std::string model;
  std::string revision;
};

Result<void> remove(const Arguments& arguments) {
  const auto options = TRY(parsed(arguments.engine));
  const auto& cache = options.hub.cache_dir;
  const auto freed = TRY(arguments.revision.empty()
                             ? hub::delete_model(cache, arguments.model)
                             : hub::delete_revision(cache, arguments.model, arguments.revision));
  std::printf("%s: %s freed\n", arguments.model.c_str(), shown_bytes(freed).c_str());
  return {};
}

std::vector<Option> options_of(Arguments& arguments) {
  auto options = hub_options(arguments.engine);
  options.push_back(
      {.name = "model", .help = "The model's id", .value = &arguments.model, .required = true});
  options.push_back({.name = "--revision",
                     .help = "A branch, tag or commit; all of the model when absent",
                     .value = &arguments.revision});
  return options;
}

}  // namespace

Result<Command> rm_command() {
  auto arguments = std::make_shared<Arguments>();
  arguments->engine = TRY(default_engine_arguments());
  return Command{.name = "rm",
                 .help = "Delete a model from the Hub cache",
                 .options = options_of(*arguments),
                 .run = [arguments] { return exit_code(remove(*arguments)); }};
}

}  // namespace hfi::app
