#pragma once
// A command is a value: it adds itself to the command line and gives what runs it.

#include <functional>
#include <memory>
#include <vector>

#include "app/settings.h"

namespace hfi::app {

// What scripts can tell apart.
enum ExitCode : int {
  exit_ok = 0,
  exit_failed = 1,  // the work was tried and failed; the error is on standard error
  exit_usage = 2,   // the command line is wrong
};

struct Command {
  CLI::App* line;            // what was added to the command line
  std::function<int()> run;  // once the line is parsed
};

// Prints {"error": …} on standard error.
int report(const Error& error);

#define COMMAND(name) Result<Command> name##_command(CLI::App& program);
#include "app/commands/catalog.def"
#undef COMMAND

Result<std::vector<Command>> all_commands(CLI::App& program);

}  // namespace hfi::app
