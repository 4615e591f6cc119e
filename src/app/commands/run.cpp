// hf-inference run MODEL --task T --text …: one request without a server.

#include <cstdio>

#include "app/command.h"
#include "app/settings.h"
#include "core/parse_json.h"
#include "serving/inference.h"

namespace hfi::app {
namespace {

struct Arguments {
  EngineArguments engine;
  std::string model;
  std::string task;
  std::string text;
  std::string inputs = "{}";
  std::string options = "{}";
};

Result<json::Value> body_of(const Arguments& arguments) {
  auto inputs = TRY(within("--inputs", json::parse_object(arguments.inputs)));
  auto options = TRY(within("--options", json::parse_object(arguments.options)));
  if (!arguments.text.empty()) inputs["text"] = arguments.text;
  return json::Value{{"model_id", arguments.model},
                     {"task", arguments.task},
                     {"inputs", std::move(inputs)},
                     {"options", std::move(options)}};
}

Result<json::Object> answer(const Arguments& arguments) {
  auto body = TRY(body_of(arguments));
  const auto settings = TRY(parsed(arguments.engine));
  const auto engine = TRY(serving::Engine::create(settings));
  const auto request = TRY(tasks::prepare(tasks::taxonomy(), engine->abilities(), std::move(body)));
  return TRY(serving::infer(*engine, request, {})).response;
}

int run(const Arguments& arguments) {
  const auto response = answer(arguments);
  if (!response) return report(response.error());
  std::printf("%s\n", json::dump(*response).c_str());
  return exit_ok;
}

std::vector<Option> options_of(Arguments& arguments) {
  std::vector<Option> options = {
      {.name = "model",
       .help = "The model's id, such as starter/sentiment-bert-tiny",
       .value = &arguments.model,
       .required = true},
      {.name = "--task",
       .help = "The task; `hf-inference tasks` lists them",
       .value = &arguments.task,
       .required = true},
      {.name = "--text", .help = "The input `text`", .value = &arguments.text},
      {.name = "--inputs", .help = "All inputs as a JSON object", .value = &arguments.inputs},
      {.name = "--options",
       .help = "The task's options as a JSON object",
       .value = &arguments.options}};
  std::ranges::move(engine_options(arguments.engine), std::back_inserter(options));
  return options;
}

}  // namespace

Result<Command> run_command() {
  auto arguments = std::make_shared<Arguments>();
  arguments->engine = TRY(default_engine_arguments());
  return Command{.name = "run",
                 .help = "Run a model once and print what the endpoint would answer",
                 .options = options_of(*arguments),
                 .run = [arguments] { return run(*arguments); }};
}

}  // namespace hfi::app
