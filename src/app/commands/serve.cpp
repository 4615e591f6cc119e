// hf-inference serve: the API and the page on one address.

#include <pthread.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdio>

#include "app/command.h"
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

}  // namespace

Result<Command> serve_command(CLI::App& program) {
  auto arguments = std::make_shared<Arguments>();
  auto* line = program.add_subcommand("serve", "Serve the API and the page");
  line->add_option("--host", arguments->server.host, "The address to listen on")
      ->capture_default_str();
  line->add_option("--port", arguments->server.port, "The port; 0 picks a free one")
      ->capture_default_str();
  line->add_option("--max-body", arguments->server.limits.body_bytes,
                   "Bytes that a request's body may have, such as 64MB")
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  line->add_option("--workers", arguments->engine.workers,
                   "Requests that are worked on at the same time")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  line->add_option("--queue", arguments->engine.queue_length, "Requests that may wait for a worker")
      ->capture_default_str();
  line->add_option("--drain-seconds", arguments->drain_seconds,
                   "How long requests may take to end after SIGTERM")
      ->capture_default_str();
  TRY(add_engine_options(*line, arguments->engine));
  return Command{line, [arguments] {
                   const auto served = serve(*arguments);
                   return served ? static_cast<int>(exit_ok) : report(served.error());
                 }};
}

}  // namespace hfi::app
