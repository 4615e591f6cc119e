#include "app/command.h"

#include <cstdio>

#include "core/error_table.h"

namespace hfi::app {

int report(const Error& error) {
  const auto text = json::dump(json::Object{{"error", to_json(error)}}) + "\n";
  std::fputs(text.c_str(), stderr);
  return exit_failed;
}

int exit_code(const Result<void>& result) {
  return result ? static_cast<int>(exit_ok) : report(result.error());
}

Result<std::vector<Command>> all_commands() {
  std::vector<Command> commands;
#define COMMAND(name) commands.push_back(TRY(name##_command()));
#include "app/commands/catalog.def"
#undef COMMAND
  return commands;
}

}  // namespace hfi::app
