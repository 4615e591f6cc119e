// hf-inference version

#include "core/version.h"

#include <cstdio>

#include "app/command.h"
#include "runtime/runtime.h"

namespace hfi::app {
namespace {

int print_versions() {
  std::printf("hf-inference %s\nonnxruntime %s\n", std::string(version).c_str(),
              runtime::Runtime::version().c_str());
  return exit_ok;
}

}  // namespace

Result<Command> version_command() {
  return Command{.name = "version",
                 .help = "Print the versions of the program and of its runtime",
                 .options = {},
                 .run = print_versions};
}

}  // namespace hfi::app
