// hf-inference serve: the API and the page on one address.

#include <pthread.h>

#include <atomic>
#include <csignal>
#include <cstdio>

#include "app/command.h"
#include "app/settings.h"
#include "core/log.h"
#include "server/http/server.h"
#include "server/http/static_files.h"
#include "server/routes/catalog.h"
#include "serving/work_pool.h"

namespace hfi::app {
namespace {

struct Arguments {
  EngineArguments engine;
  server::Server::Options server;
  std::int64_t drain_seconds = 30;
  std::int64_t catalogue_hours = 96;
  std::int64_t keep_alive_s = -1;
};

// Blocked in every thread that starts later, so that only wait_for_signal sees them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE,
              SIG_IGN);  // a client that leaves is an error code, not the end of the program
  return signals;
}

void wait_for_signal(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
  log::info("stopping", {{"signal", signal}});
}

Result<serving::EngineOptions> settings_of(const Arguments& arguments) {
  auto settings = TRY(parsed(arguments.engine));
  settings.catalogue.ttl = std::chrono::hours(arguments.catalogue_hours);
  if (arguments.keep_alive_s >= 0)
    settings.keep_alive = std::chrono::seconds(arguments.keep_alive_s);
  return settings;
}

constexpr std::size_t page_bytes = std::size_t{64} << 20U;  // of the built page, held in memory

// The page lies beside the program. A build without it says so where the page would be.
Result<server::Handler> page() {
  const auto folder = share_dir() / "web";
  if (std::filesystem::exists(folder / "index.html"))
    return server::static_files(folder, page_bytes);
  return [folder](const server::Request&) -> Result<server::Reply> {
    return fail(ErrorCode::not_found, "the page is not part of this build: " + folder.string() +
                                          " is missing; scripts/build makes it");
  };
}

Result<void> serve(const Arguments& arguments) {
  const auto signals = block_signals();
  const auto settings = TRY(settings_of(arguments));
  const auto engine = TRY(serving::Engine::create(settings));
  serving::WorkPool pool(settings.workers, settings.queue_length);
  serving::WorkPool followers(settings.followers, 0);
  std::atomic<bool> draining = false;

  auto options = arguments.server;
  options.submit = [&pool](std::function<void()> job) { return pool.submit(std::move(job)); };
  options.submit_follower = [&followers](std::function<void()> job) {
    return followers.submit(std::move(job));
  };
  options.fallback = TRY(page());
  std::vector<server::Route> routes;
  for (auto& endpoint : server::all_endpoints({*engine, options.limits, draining}))
    routes.push_back(std::move(endpoint.route));
  const auto running = TRY(server::Server::start(std::move(routes), options));
  std::printf("listening on %s\n", running->url().c_str());
  std::fflush(stdout);

  wait_for_signal(signals);
  draining = true;
  engine->events().close();
  if (!running->drain(std::chrono::seconds(arguments.drain_seconds)))
    log::warning("requests_aborted");
  return {};
}

std::vector<Option> options_of(Arguments& arguments) {
  std::vector<Option> options = {
      {.name = "--host", .help = "The address to listen on", .value = &arguments.server.host},
      {.name = "--port", .help = "The port; 0 picks a free one", .value = &arguments.server.port},
      {.name = "--max-body",
       .help = "Bytes that a request's body may have, such as 64MB",
       .value = Bytes{&arguments.server.limits.body_bytes}},
      {.name = "--workers",
       .help = "Requests that are worked on at the same time",
       .value = &arguments.engine.options.workers,
       .range = Range{1, 1024}},
      {.name = "--queue",
       .help = "Requests that may wait for a worker",
       .value = &arguments.engine.options.queue_length},
      {.name = "--drain-seconds",
       .help = "How long requests may take to end after SIGTERM",
       .value = &arguments.drain_seconds,
       .range = Range{0, 86'400}},
      {.name = "--keep-alive",
       .help = "Seconds that an idle model stays in memory; -1: until its memory is needed",
       .value = &arguments.keep_alive_s,
       .range = Range{-1, 31'536'000}},
      {.name = "--catalogue-models",
       .help = "How many of the Hub's models to list, the most downloaded first",
       .value = &arguments.engine.options.catalogue.crawls.front().models,
       .range = Range{1, 5'000'000}},
      {.name = "--catalogue-hours",
       .help = "After how many hours that list is fetched anew",
       .value = &arguments.catalogue_hours,
       .range = Range{1, 8760}}};
  std::ranges::move(engine_options(arguments.engine), std::back_inserter(options));
  return options;
}

}  // namespace

Result<Command> serve_command() {
  auto arguments = std::make_shared<Arguments>();
  arguments->engine = TRY(default_engine_arguments());
  return Command{.name = "serve",
                 .help = "Serve the API and the page",
                 .options = options_of(*arguments),
                 .run = [arguments] { return exit_code(serve(*arguments)); }};
}

}  // namespace hfi::app
