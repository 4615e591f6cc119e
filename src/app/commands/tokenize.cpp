// hf-inference tokenize MODEL TEXT: the tokens of a text, without a server.

#include "serving/tokenize.h"

#include <cstdio>

#include "app/command.h"
#include "app/settings.h"

namespace hfi::app {
namespace {

struct Arguments {
  EngineArguments engine{};
  std::string model;
  std::string revision = "main";
  std::string text;
  std::string pair;
  bool no_special_tokens = false;
};

Result<json::Object> answer(const Arguments& arguments) {
  json::Object body{{"model_id", arguments.model},
                    {"revision", arguments.revision},
                    {"text", arguments.text},
                    {"add_special_tokens", !arguments.no_special_tokens}};
  if (!arguments.pair.empty()) body["text_pair"] = arguments.pair;
  const auto request = TRY(serving::read_tokenize_request(body));
  const auto options = TRY(parsed(arguments.engine));
  serving::TokenizerCache tokenizers(options.store);
  return serving::tokenize(tokenizers, request);
}

int run(const Arguments& arguments) {
  const auto response = answer(arguments);
  if (!response) return report(response.error());
  std::printf("%s\n", json::dump(*response).c_str());
  return exit_ok;
}

std::vector<Option> options_of(Arguments& arguments) {
  auto options = hub_options(arguments.engine);
  options.push_back({.name = "model",
                     .help = "The model's id, such as starter/sentiment-bert-tiny",
                     .value = &arguments.model,
                     .required = true});
  options.push_back(
      {.name = "text", .help = "The text", .value = &arguments.text, .required = true});
  options.push_back({.name = "--pair", .help = "A second text", .value = &arguments.pair});
  options.push_back(
      {.name = "--revision", .help = "A branch, a tag or a commit", .value = &arguments.revision});
  options.push_back({.name = "--no-special-tokens",
                     .help = "Only the text's own tokens",
                     .value = &arguments.no_special_tokens});
  return options;
}

}  // namespace

Result<Command> tokenize_command() {
  auto arguments = std::make_shared<Arguments>();
  arguments->engine = TRY(default_engine_arguments());
  return Command{
      .name = "tokenize",
      .help = "Print the tokens that a model makes of a text, as the endpoint answers them",
      .options = options_of(*arguments),
      .run = [arguments] { return run(*arguments); }};
}

}  // namespace hfi::app
