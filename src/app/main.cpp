#include "app/command_line.h"

int main(int argc, char** argv) {
  const auto commands = hfi::app::all_commands();
  if (!commands) return hfi::app::report(commands.error());
  return hfi::app::run_command_line(*commands, argc, argv);
}
