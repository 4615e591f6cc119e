#include "server/http/transport.h"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace hfi::server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t chunk_bytes = std::size_t{64} << 10;

std::string address_of(const Socket& socket) {
  error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return "unknown";  // it left before it was looked at
  const auto address = endpoint.address().to_string();
  const auto port = std::to_string(endpoint.port());
  return endpoint.address().is_v6() ? "[" + address + "]:" + port : address + ":" + port;
}

}  // namespace

Transport::Transport(Socket socket, Connections& all, const Limits& limits)
    : Member(all),
      limits_(limits),
      socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      peer_(address_of(socket_)),
      chunk_(std::make_unique_for_overwrite<char[]>(chunk_bytes)) {
  // either fails only on a socket that is already dead, which the first read tells
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
}

void Transport::consume(std::size_t count) {
  used_ += count;
  if (used_ < input_.size()) return;
  input_.clear();
  used_ = 0;
}

void Transport::read() {
  if (reading_ || ended_) return;
  reading_ = true;
  socket_.async_read_some(
      asio::buffer(chunk_.get(), chunk_bytes),
      [self = self()](const error_code& error, std::size_t count) { self->on_read(error, count); });
}

void Transport::on_read(const error_code& error, std::size_t count) {
  reading_ = false;
  if (used_ > 0) input_.erase(0, std::exchange(used_, 0));
  input_.append(chunk_.get(), count);
  if (error) {
    ended_ = true;
    if (on_end_) std::exchange(on_end_, nullptr)();
  } else if (on_end_ && input_.size() < limits_.pipelined_bytes) {
    read();
  }
  wake();
}

Task<Arrival> Transport::fill(Clock::time_point by) {
  const auto before = input().size();
  while (input().size() == before) {
    if (ended_) co_return Arrival::end;
    if (Clock::now() >= by) co_return Arrival::nothing_in_time;
    read();
    co_await wait(by);
  }
  co_return Arrival::bytes;
}

Task<Arrival> Transport::fill_when_idle(Clock::time_point by) {
  if (draining_) co_return Arrival::end;
  idle_ = true;
  const auto arrival = co_await fill(by);
  idle_ = false;
  co_return arrival;
}

void Transport::watch(std::function<void()> on_end) {
  if (ended_) return on_end();
  on_end_ = std::move(on_end);
  if (input().size() < limits_.pipelined_bytes) read();
}

Task<bool> Transport::write(std::string_view first, std::string_view second) {
  const auto begin = Clock::now();
  std::uint64_t moved = 0;
  while (!first.empty() || !second.empty()) {
    const std::array<asio::const_buffer, 2> buffers = {asio::buffer(first), asio::buffer(second)};
    error_code error;
    // most answers fit into the socket's buffer: no need to wait for what is already so
    const auto count = socket_.write_some(buffers, error);
    moved += count;
    written_ += count;
    const auto of_first = std::min(count, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(count - of_first);
    if (error == asio::error::would_block) {
      if (co_await writable(begin + limits_.transfer_time(moved))) continue;
      close();
    }
    if (error) {
      close();
      co_return false;
    }
  }
  co_return true;
}

Task<bool> Transport::writable(Clock::time_point by) {
  writable_ = false;
  socket_.async_wait(Socket::wait_write, [self = self()](const error_code&) {
    self->writable_ = true;
    self->wake();
  });
  while (!writable_) {
    if (Clock::now() >= by) co_return false;
    co_await wait(by);
  }
  co_return true;
}

Task<void> Transport::wait(Clock::time_point by) {
  timer_.expires_at(by);
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable_t<Executor>()));
}

void Transport::post_wake() {
  asio::post(socket_.get_executor(), [self = self()] { self->wake(); });
}

Task<void> Transport::linger() {
  error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  const auto by = Clock::now() + limits_.linger_timeout;
  auto arrival = Arrival::bytes;
  while (arrival == Arrival::bytes) {
    consume(input().size());
    arrival = co_await fill(by);
  }
  close();
}

void Transport::close() {
  error_code ignored;
  socket_.close(ignored);
  ended_ = true;
  if (on_end_) std::exchange(on_end_, nullptr)();
  wake();
}

void Transport::drain() {
  asio::post(socket_.get_executor(), [self = self()] {
    self->draining_ = true;
    if (self->idle_) self->close();
  });
}

void Transport::abort() {
  asio::post(socket_.get_executor(), [self = self()] { self->close(); });
}

}  // namespace hfi::server
