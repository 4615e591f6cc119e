#include "server/http/server.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>
#include <utility>

#include "core/log.h"
#include "server/http/connection.h"

namespace hfi::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;

// Out of descriptors or memory: time for some to come back.
constexpr std::chrono::milliseconds accept_pause{100};
// Those that are turned away are connections too, until they have read why.
constexpr std::size_t turned_away_at_once = 64;

Error cannot_listen(const Server::Options& options, const error_code& error) {
  return {ErrorCode::invalid_option, "cannot listen on " + options.host + ":" +
                                         std::to_string(options.port) + ": " + error.message() +
                                         "; choose another --host or --port"};
}

void open(Acceptor& acceptor, const tcp::endpoint& endpoint, error_code& error) {
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  if (!error && endpoint.address().is_v6()) {
    // :: means every address, those of IPv4 too
    acceptor.set_option(asio::ip::v6_only(!endpoint.address().is_unspecified()), error);
  }
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(Acceptor::max_listen_connections, error);
}

// A connection's coroutine that throws is a defect: the thread's loop logs it.
void rethrow(const std::exception_ptr& thrown) {
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace

struct Server::Impl {
  explicit Impl(Service what) : service(std::move(what)) {}

  Result<void> listen(const Options& options);
  void start_threads(int count);
  Task<void> accept();
  void welcome(Socket socket);
  void run();
  void stop_accepting();

  const Service service;
  Connections connections;
  asio::io_context io;
  asio::executor_work_guard<asio::io_context::executor_type> guard{io.get_executor()};
  Acceptor acceptor{asio::make_strand(io)};
  std::vector<std::jthread> threads;
};

Result<void> Server::Impl::listen(const Options& options) {
  error_code error;
  tcp::resolver resolver(io);
  const auto found =
      resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive, error);
  if (!error) open(acceptor, found.begin()->endpoint(), error);
  if (error) return tl::unexpected(cannot_listen(options, error));
  return {};
}

void Server::Impl::start_threads(int count) {
  asio::co_spawn(acceptor.get_executor(), accept(), rethrow);
  for (int i = 0; i < count; ++i) threads.emplace_back([this] { run(); });
}

void Server::Impl::run() {
  for (;;) {
    try {
      io.run();
      return;
    } catch (const std::exception& thrown) {
      log::error("io_thread", {{"what", thrown.what()}});
    }
  }
}

Task<void> Server::Impl::accept() {
  constexpr auto token = asio::as_tuple(asio::use_awaitable_t<Executor>());
  while (acceptor.is_open()) {
    auto [error, socket] = co_await acceptor.async_accept(asio::make_strand(io), token);
    if (!error) {
      welcome(std::move(socket));
    } else if (acceptor.is_open()) {
      log::warning("accept", {{"what", error.message()}});
      Timer timer(acceptor.get_executor(), accept_pause);
      co_await timer.async_wait(token);
    }
  }
}

void Server::Impl::welcome(Socket socket) {
  const auto open = connections.count();
  if (open >= service.limits.connections + turned_away_at_once) return;
  const auto executor = socket.get_executor();
  auto transport = std::make_shared<Transport>(std::move(socket), connections, service.limits);
  connections.add(transport);
  if (open >= service.limits.connections)
    asio::co_spawn(executor, turn_away(std::move(transport), service), rethrow);
  else
    asio::co_spawn(executor, serve(std::move(transport), service), rethrow);
}

void Server::Impl::stop_accepting() {
  asio::post(acceptor.get_executor(), [this] {
    error_code ignored;
    acceptor.close(ignored);
  });
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<Server>> Server::start(std::vector<Route> routes, Options options) {
  auto router = TRY(Router::make(std::move(routes), std::move(options.fallback)));
  auto impl = std::make_unique<Impl>(
      Service{.limits = options.limits,
              .router = std::move(router),
              .submit = std::move(options.submit),
              .submit_follower = std::move(options.submit_follower),
              .bodies = std::make_unique<ByteBudget>(options.limits.all_bodies_bytes)});
  TRY(impl->listen(options));
  impl->start_threads(options.io_threads);
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::~Server() {
  impl_->stop_accepting();
  impl_->connections.drain();
  impl_->connections.abort();
  impl_->connections.wait_until_none();
  impl_->guard.reset();
}

bool Server::drain(std::chrono::milliseconds limit) {
  impl_->stop_accepting();
  impl_->connections.drain();
  return impl_->connections.wait_until_none(limit);
}

std::uint16_t Server::port() const {
  error_code ignored;
  return impl_->acceptor.local_endpoint(ignored).port();
}

std::string Server::url() const {
  error_code ignored;
  const auto address = impl_->acceptor.local_endpoint(ignored).address();
  const auto host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return "http://" + host + ":" + std::to_string(port());
}

}  // namespace hfi::server
