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
  serving::EngineOptions engine;
  server::Server::Options server;
  std::int64_t drain_seconds = 30;
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

Result<void> serve(const Arguments& arguments) {
  const auto signals = block_signals();
  const auto engine = TRY(serving::Engine::create(arguments.engine));
  serving::WorkPool pool(arguments.engine.workers, arguments.engine.queue_length);
  std::atomic<bool> draining = false;

  auto options = arguments.server;
  options.submit = [&pool](std::function<void()> job) { return pool.submit(std::move(job)); };
  std::vector<server::Route> routes;
  for (auto& endpoint : server::all_endpoints({*engine, options.limits, draining}))
    routes.push_back(std::move(endpoint.route));
  const auto running = TRY(server::Server::start(std::move(routes), options));
  std::printf("listening on %s\n", running->url().c_str());
  std::fflush(stdout);

  wait_for_signal(signals);
  draining = true;
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
       .value = &arguments.engine.workers,
       .range = Range{1, 1024}},
      {.name = "--queue",
       .help = "Requests that may wait for a worker",
       .value = &arguments.engine.queue_length},
      {.name = "--drain-seconds",
       .help = "How long requests may take to end after SIGTERM",
       .value = &arguments.drain_seconds,
       .range = Range{0, 86'400}}};
  std::ranges::move(engine_options(arguments.engine), std::back_inserter(options));
  return options;
}

}  // namespace

Result<Command> serve_command() {
  auto arguments = std::make_shared<Arguments>();
  arguments->engine = TRY(default_engine_options());
  return Command{.name = "serve",
                 .help = "Serve the API and the page",
                 .options = options_of(*arguments),
                 .run = [arguments] {
                   const auto served = serve(*arguments);
                   return served ? static_cast<int>(exit_ok) : report(served.error());
                 }};
}

}  // namespace hfi::app
