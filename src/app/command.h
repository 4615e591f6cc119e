#pragma once
// A command is a value: its name, its options, and what runs it.

#include <functional>
#include <memory>
#include <vector>

#include "app/option.h"
#include "core/result.h"

namespace hfi::app {

// What scripts can tell apart.
enum ExitCode : int {
  exit_ok = 0,
  exit_failed = 1,  // the work was tried and failed; the error is on standard error
  exit_usage = 2,   // the command line is wrong
};

struct Command {
  std::string name;
  std::string help;
  std::vector<Option> options;
  std::function<int()> run;  // once the options have their values
};

// Prints {"error": …} on standard error.
int report(const Error& error);

#define COMMAND(name) Result<Command> name##_command();
#include "app/commands/catalog.def"
#undef COMMAND

Result<std::vector<Command>> all_commands();

}  // namespace hfi::app
