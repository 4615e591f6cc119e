#pragma once

#include "app/command.h"

namespace hfi::app {

// Parses the line, runs the command it names and gives the exit code. What is wrong with the line is printed.
int run_command_line(const std::vector<Command>& commands, int argc, char** argv);

}  // namespace hfi::app
