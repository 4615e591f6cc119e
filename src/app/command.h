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
  exit_no = 3,      // the answer to the question is no: `check`
};

struct Command {
  std::string name;
  std::string help;
  std::vector<Option> options;
  std::function<int()> run;  // once the options have their values
};

// Prints {"error": …} on standard error.
int report(const Error& error);

// exit_ok, or exit_failed with the error printed.
int exit_code(const Result<void>& result);

#define COMMAND(name) Result<Command> name##_command();
#include "app/commands/catalog.def"
#undef COMMAND

Result<std::vector<Command>> all_commands();

}  // namespace hfi::app
