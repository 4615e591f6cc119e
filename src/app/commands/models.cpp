// hf-inference models

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/command.h"

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

Result<Command> models_command(CLI::App& program) {
  auto options = std::make_shared<serving::EngineOptions>();
  auto* line =
      program.add_subcommand("models", "List the models on this machine, with their revisions");
  TRY(add_engine_options(*line, *options));
  return Command{line, [options] { return print_models(options->store); }};
}

}  // namespace hfi::app
