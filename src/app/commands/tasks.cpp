// hf-inference tasks

#include <cstdio>

#include "app/command.h"
#include "tasks/catalog.h"
#include "tasks/contract/taxonomy.h"

namespace hfi::app {
namespace {

int print_tasks() {
  for (const auto& contract : tasks::taxonomy().contracts()) {
    const bool supported = tasks::find_runner(contract.task) != nullptr;
    std::printf("%-36s %s\n", contract.task.c_str(), supported ? "supported" : "-");
  }
  return exit_ok;
}

}  // namespace

Result<Command> tasks_command() {
  return Command{.name = "tasks",
                 .help = "List the tasks, and which of them can be run",
                 .options = {},
                 .run = print_tasks};
}

}  // namespace hfi::app
