// hf-inference check MODEL: can it run here?

#include <cstdio>

#include "app/command.h"
#include "app/interrupt.h"
#include "app/settings.h"
#include "app/shown.h"
#include "tasks/contract/taxonomy.h"

namespace hfi::app {
namespace {

struct Arguments {
  EngineArguments engine{};
  serving::ModelKey key{.model_id = "", .task = "", .revision = "main", .source = "", .dtype = ""};
  bool json = false;
};

std::string text_of(const json::Object& verdict, std::string_view name) {
  const auto* text = verdict.at(name).if_string();
  return text == nullptr ? "unknown" : std::string(*text);
}

std::string bytes_of(const json::Object& verdict, std::string_view name) {
  return shown_bytes(verdict.at(name).to_number<std::uint64_t>());
}

void print(const json::Object& verdict) {
  const bool runnable = verdict.at("runnable").as_bool();
  std::printf("%s  %s\n", runnable ? "runs here" : "does not run here",
              text_of(verdict, "model_id").c_str());
  std::printf("task      %s\n", text_of(verdict, "task").c_str());
  if (!verdict.at("source").is_null())
    std::printf("source    %s\ndownload  %s of %s\nmemory    %s\n",
                text_of(verdict, "source").c_str(), bytes_of(verdict, "bytes_to_download").c_str(),
                bytes_of(verdict, "bytes").c_str(), bytes_of(verdict, "memory_bytes").c_str());
  for (const auto& obstacle : verdict.at("obstacles").as_array())
    std::printf("missing   %s: %s\n", obstacle.at("code").as_string().c_str(),
                obstacle.at("message").as_string().c_str());
}

Result<bool> check(const Arguments& arguments) {
  const auto options = TRY(parsed(arguments.engine));
  const Interrupt interrupt;
  const auto* contract = tasks::taxonomy().find(arguments.key.task);
  const hub::Examination wanted{.model_id = arguments.key.model_id,
                                .revision = arguments.key.revision,
                                .task = contract == nullptr ? arguments.key.task : contract->task};
  const auto verdict = TRY(serving::check(serving::judge_of(options), wanted, interrupt.token()));
  if (arguments.json)
    std::printf("%s\n", json::dump(verdict).c_str());
  else
    print(verdict);
  return verdict.at("runnable").as_bool();
}

int run(const Arguments& arguments) {
  const auto runnable = check(arguments);
  if (!runnable) return report(runnable.error());
  return *runnable ? exit_ok : exit_no;
}

std::vector<Option> options_of(Arguments& arguments) {
  auto options = model_options(arguments.key);
  options.push_back(
      {.name = "--json", .help = "Print what the endpoint would answer", .value = &arguments.json});
  std::ranges::move(engine_options(arguments.engine), std::back_inserter(options));
  return options;
}

}  // namespace

Result<Command> check_command() {
  auto arguments = std::make_shared<Arguments>();
  arguments->engine = TRY(default_engine_arguments());
  return Command{.name = "check",
                 .help =
                     "Tell whether a model can run here, before any download; exit code 3 when "
                     "it cannot",
                 .options = options_of(*arguments),
                 .run = [arguments] { return run(*arguments); }};
}

}  // namespace hfi::app
