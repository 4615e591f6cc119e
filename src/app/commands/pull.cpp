// hf-inference pull MODEL: what a model needs to run, into the Hub cache.

#include <unistd.h>

#include <cstdio>

#include "app/command.h"
#include "app/interrupt.h"
#include "app/progress_bar.h"
#include "app/settings.h"
#include "app/shown.h"
#include "serving/hub/fetch.h"

namespace hfi::app {
namespace {

struct Arguments {
  EngineArguments engine{};
  serving::ModelKey key{.model_id = "", .task = "", .revision = "main", .source = "", .dtype = ""};
};

// On a terminal the line is drawn over itself; elsewhere only the result is printed.
std::function<void(const hub::Progress&)> progress_bar() {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [](const hub::Progress& progress) {
    std::fprintf(stderr, "\r%s\033[K", progress_line(progress).c_str());
  };
}

Result<void> check_source(const std::string& source) {
  if (source.empty() || source == "safetensors" || source == "onnx") return {};
  return fail(ErrorCode::invalid_option,
              "--source: expected safetensors or onnx, got \"" + source + "\"");
}

Result<void> pull(const Arguments& arguments) {
  TRY(check_source(arguments.key.source));
  const auto options = TRY(parsed(arguments.engine));
  const Interrupt interrupt;
  const auto judge = serving::judge_of(options);
  auto request = TRY(serving::download_for(judge, arguments.key, interrupt.token()));
  const auto bytes = TRY(hub::bytes_missing(options.hub, request));
  std::fprintf(stderr, "%s: %zu files, %s to download\n", arguments.key.model_id.c_str(),
               request.files.size(), shown_bytes(bytes).c_str());
  request.on_progress = progress_bar();
  const auto snapshot = hub::download(options.hub, request, interrupt.token());
  if (request.on_progress) std::fputs("\n", stderr);
  if (!snapshot) return tl::unexpected(snapshot.error());
  std::printf("%s\n", snapshot->dir.c_str());
  return {};
}

std::vector<Option> options_of(Arguments& arguments) {
  auto options = model_options(arguments.key);
  options.push_back(
      {.name = "--source", .help = "safetensors or onnx", .value = &arguments.key.source});
  options.push_back({.name = "--dtype",
                     .help = "The precision: fp32, fp16, q8, …",
                     .value = &arguments.key.dtype});
  std::ranges::move(engine_options(arguments.engine), std::back_inserter(options));
  return options;
}

}  // namespace

Result<Command> pull_command() {
  auto arguments = std::make_shared<Arguments>();
  arguments->engine = TRY(default_engine_arguments());
  return Command{.name = "pull",
                 .help = "Download what a model needs to run; prints the folder of its files",
                 .options = options_of(*arguments),
                 .run = [arguments] { return exit_code(pull(*arguments)); }};
}

}  // namespace hfi::app
