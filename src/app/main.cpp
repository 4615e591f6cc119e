#include <CLI/CLI.hpp>

#include "app/command.h"

int main(int argc, char** argv) {
  CLI::App program("Runs Hugging Face models: every task behind one endpoint.", "hf-inference");
  program.require_subcommand(1);
  const auto commands = hfi::app::all_commands(program);
  if (!commands) return hfi::app::report(commands.error());
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? hfi::app::exit_ok : hfi::app::exit_usage;
  }
  for (const auto& command : *commands)
    if (command.line->parsed()) return command.run();
  return hfi::app::exit_usage;
}
