// The only source that includes CLI11: it takes longer to compile than all commands together.

#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <cstring>
#include <utility>

namespace hfi::app {
namespace {

CLI::Option* add(CLI::App& line, const Option& option, bool* value) {
  return line.add_flag(option.name, *value, option.help);
}

CLI::Option* add(CLI::App& line, const Option& option, std::string* value) {
  auto* added = line.add_option(option.name, *value, option.help);
  return value->empty() ? added : added->capture_default_str();
}

CLI::Option* add(CLI::App& line, const Option& option, const Bytes& bytes) {
  return line.add_option(option.name, *bytes.value, option.help)
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
}

template <class T>
CLI::Option* add(CLI::App& line, const Option& option, T* value) {
  return line.add_option(option.name, *value, option.help)->capture_default_str();
}

CLI::App* add(CLI::App& program, const Command& command) {
  auto* line = program.add_subcommand(command.name, command.help);
  for (const auto& option : command.options) {
    auto* added =
        std::visit([&](const auto& value) { return add(*line, option, value); }, option.value);
    added->required(option.required);
    if (option.range) added->check(CLI::Range(option.range->least, option.range->most));
  }
  return line;
}

// ONNX Runtime 1.30 searches /proc/self/cmdline with std::regex, whose depth grows with the text: inputs of 100 kB end the
// program. Where the last byte is not zero Linux takes the line for a title, which ends at the first zero (proc(5), setproctitle).
void shorten_title(int argc, char** argv) {
  constexpr std::size_t longest = 4096;
  char* const end = argv[argc - 1] + std::strlen(argv[argc - 1]);
  if (std::cmp_greater(end - argv[0], longest)) *end = ' ';
}

}  // namespace

int run_command_line(const std::vector<Command>& commands, int argc, char** argv) {
  CLI::App program("Runs Hugging Face models: every task behind one endpoint.", "hf-inference");
  program.require_subcommand(1);
  std::vector<CLI::App*> lines;
  for (const auto& command : commands) lines.push_back(add(program, command));
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? exit_ok : exit_usage;
  }
  shorten_title(argc, argv);
  const auto named = std::ranges::find_if(lines, [](const auto* line) { return line->parsed(); });
  return commands.at(static_cast<std::size_t>(named - lines.begin())).run();
}

}  // namespace hfi::app
