// hf-inference models

#include <cstdio>

#include "app/command.h"
#include "app/settings.h"

namespace hfi::app {
namespace {

int print_models(const models::Store& store) {
  const auto repositories = models::local_repositories(store);
  if (!repositories) return report(repositories.error());
  for (const auto& repository : *repositories)
    std::printf("%-56s %s\n", repository.id.c_str(), repository.revision.c_str());
  return exit_ok;
}

}  // namespace

Result<Command> models_command() {
  auto options = std::make_shared<serving::EngineOptions>(TRY(default_engine_options()));
  return Command{.name = "models",
                 .help = "List the models on this machine, with their revisions",
                 .options = engine_options(*options),
                 .run = [options] { return print_models(options->store); }};
}

}  // namespace hfi::app
