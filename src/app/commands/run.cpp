// hf-inference run MODEL --task T --text …: one request without a server.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/command.h"
#include "core/parse_json.h"
#include "serving/inference.h"

namespace hfi::app {
namespace {

struct Arguments {
  serving::EngineOptions engine;
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
  const auto engine = TRY(serving::Engine::create(arguments.engine));
  const auto request = TRY(tasks::prepare(tasks::taxonomy(), engine->abilities(), std::move(body)));
  return TRY(serving::infer(engine->registry(), request, {})).response;
}

int run(const Arguments& arguments) {
  const auto response = answer(arguments);
  if (!response) return report(response.error());
  std::printf("%s\n", json::dump(*response).c_str());
  return exit_ok;
}

}  // namespace

Result<Command> run_command(CLI::App& program) {
  auto arguments = std::make_shared<Arguments>();
  auto* line =
      program.add_subcommand("run", "Run a model once and print what the endpoint would answer");
  line->add_option("model", arguments->model, "The model's id, such as starter/sentiment-bert-tiny")
      ->required();
  line->add_option("--task", arguments->task, "The task; `hf-inference tasks` lists them")
      ->required();
  line->add_option("--text", arguments->text, "The input `text`");
  line->add_option("--inputs", arguments->inputs, "All inputs as a JSON object");
  line->add_option("--options", arguments->options, "The task's options as a JSON object");
  TRY(add_engine_options(*line, arguments->engine));
  return Command{line, [arguments] { return run(*arguments); }};
}

}  // namespace hfi::app
