// hf-inference models: on this machine, or on the Hub.

#include <array>
#include <cstdio>

#include "app/command.h"
#include "app/interrupt.h"
#include "app/settings.h"
#include "app/shown.h"
#include "hub/glance.h"
#include "hub/list_models.h"
#include "serving/hub/local.h"
#include "tasks/contract/taxonomy.h"

namespace hfi::app {
namespace {

struct Arguments {
  EngineArguments engine{};
  bool hub = false;
  hub::ListQuery query{.page_size = 20};
  std::string task{};
  std::string library{};
};

std::string joined(const json::Value& texts) {
  std::string text;
  for (const auto& one : texts.as_array())
    text += (text.empty() ? "" : ",") + std::string(one.as_string());
  return text;
}

Result<void> print_local(const serving::EngineOptions& options) {
  const auto local = TRY(serving::local_models(options.store));
  for (const auto& model : local.at("models").as_array())
    for (const auto& revision : model.at("revisions").as_array())
      std::printf("%-56s %-12.12s %10s  %s\n", model.at("id").as_string().c_str(),
                  revision.at("commit").as_string().c_str(),
                  shown_bytes(revision.at("bytes").to_number<std::uint64_t>()).c_str(),
                  joined(revision.at("tasks")).c_str());
  for (const auto& error : local.at("damaged").as_array())
    std::fprintf(stderr, "damaged: %s\n", error.at("message").as_string().c_str());
  return {};
}

std::string verdict_of(const hub::Glance& glance) {
  if (!glance.runnable) return "maybe";
  return *glance.runnable ? "runs" : glance.obstacle;
}

Result<void> print_hub(const Arguments& arguments, const serving::EngineOptions& options) {
  const Interrupt interrupt;
  auto query = arguments.query;
  if (!arguments.library.empty()) query.filters.push_back(arguments.library);
  const auto* contract = tasks::taxonomy().find(arguments.task);
  query.pipeline_tag = contract == nullptr ? arguments.task : contract->task;
  const auto client = TRY(hub::open_client(options.hub, hub::system_clock()));
  const auto page =
      TRY(hub::list_page(client, hub::list_url(options.hub, query), interrupt.token()));
  const auto judge = serving::judge_of(options);
  const hub::Room room{.memory_budget = options.memory_budget, .disk_free = UINT64_MAX};
  for (const auto& model : page.models)
    std::printf("%-56s %-28s %10s  %s\n", model.id.c_str(), model.pipeline_tag.c_str(),
                model.bytes ? shown_bytes(*model.bytes).c_str() : "",
                verdict_of(hub::glance(model, judge.supported, room)).c_str());
  return {};
}

Result<void> check_usage(const Arguments& arguments) {
  constexpr std::array<std::string_view, 5> orders = {"downloads", "likes", "trendingScore",
                                                      "createdAt", "lastModified"};
  if (std::ranges::find(orders, arguments.query.sort) == orders.end())
    return fail(ErrorCode::invalid_option,
                "--sort: expected downloads, likes, trendingScore, createdAt or lastModified, got "
                "\"" +
                    arguments.query.sort + "\"");
  const bool filtered =
      !arguments.query.search.empty() || !arguments.task.empty() || !arguments.library.empty();
  if (arguments.hub || !filtered) return {};
  return fail(ErrorCode::invalid_option, "--search, --task and --library go with --hub");
}

Result<void> print_models(const Arguments& arguments) {
  const auto options = TRY(parsed(arguments.engine));
  return arguments.hub ? print_hub(arguments, options) : print_local(options);
}

int run(const Arguments& arguments) {
  if (const auto usage = check_usage(arguments); !usage) {
    report(usage.error());
    return exit_usage;
  }
  return exit_code(print_models(arguments));
}

std::vector<Option> options_of(Arguments& arguments) {
  auto& query = arguments.query;
  std::vector<Option> options = {
      {.name = "--hub", .help = "Those of the Hub", .value = &arguments.hub},
      {.name = "--search", .help = "Part of the id", .value = &query.search},
      {.name = "--task", .help = "The task", .value = &arguments.task},
      {.name = "--library", .help = "The library, or a tag", .value = &arguments.library},
      {.name = "--sort", .help = "In which order", .value = &query.sort},
      {.name = "--limit", .help = "How many", .value = &query.page_size, .range = Range{1, 1000}}};
  std::ranges::move(engine_options(arguments.engine), std::back_inserter(options));
  return options;
}

}  // namespace

Result<Command> models_command() {
  auto arguments = std::make_shared<Arguments>();
  arguments->engine = TRY(default_engine_arguments());
  return Command{
      .name = "models",
      .help = "List the models on this machine, or on the Hub with whether they run here",
      .options = options_of(*arguments),
      .run = [arguments] { return run(*arguments); }};
}

}  // namespace hfi::app
