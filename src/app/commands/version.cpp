// hf-inference version

#include "core/version.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/command.h"

namespace hfi::app {

Result<Command> version_command(CLI::App& program) {
  auto* line =
      program.add_subcommand("version", "Print the versions of the program and of its runtime");
  return Command{line, [] {
                   std::printf("hf-inference %s\nonnxruntime %s\n", std::string(version).c_str(),
                               runtime::Runtime::version().c_str());
                   return exit_ok;
                 }};
}

}  // namespace hfi::app
