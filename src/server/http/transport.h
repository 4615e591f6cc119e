#pragma once
// One connection's bytes: reading, writing and waiting, each with a deadline. Includes Asio: for the
// sources of this folder only. All but drain(), abort() and post_wake() runs on the strand.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/connections.h"
#include "server/http/limits.h"

namespace hfi::server {

using Clock = std::chrono::steady_clock;
using Executor = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;
template <class T>
using Task = boost::asio::awaitable<T, Executor>;

enum class Arrival { bytes, nothing_in_time, end };

class Transport final : public Connections::Member {
 public:
  Transport(Socket socket, Connections& all, const Limits& limits);

  [[nodiscard]] const std::string& peer() const { return peer_; }

  // Bytes read and not yet used.
  [[nodiscard]] std::string_view input() const { return std::string_view(input_).substr(used_); }
  void consume(std::size_t count);

  // Waits until there is more input than now.
  Task<Arrival> fill(Clock::time_point by);
  // The same between requests, when the server may end the connection at any moment.
  Task<Arrival> fill_when_idle(Clock::time_point by);

  // Until unwatch(), reads on while nobody waits for input, and calls `on_end` when the client has
  // closed or reset. Stops reading, and so seeing the end, at limits.pipelined_bytes.
  void watch(std::function<void()> on_end);
  void unwatch() { on_end_ = nullptr; }
  [[nodiscard]] bool ended() const { return ended_; }

  // Writes both, one after the other. False when the client has gone or takes them too slowly; the
  // connection is closed then.
  Task<bool> write(std::string_view first, std::string_view second);
  [[nodiscard]] std::uint64_t written() const { return written_; }

  // Returns after a wake-up or when it is time: whoever waits looks again at what it waits for.
  Task<void> wait(Clock::time_point by);
  void post_wake();

  // Tells the client that no more comes, and gives it time to read what came before closing.
  Task<void> linger();
  void close();

  void drain() override;
  void abort() override;
  [[nodiscard]] bool draining() const { return draining_; }

 private:
  std::shared_ptr<Transport> self() {
    return std::static_pointer_cast<Transport>(shared_from_this());
  }
  void wake() { timer_.cancel(); }
  void read();
  void on_read(const boost::system::error_code& error, std::size_t count);
  Task<bool> writable(Clock::time_point by);

  const Limits& limits_;
  Socket socket_;
  Timer timer_;
  std::string peer_;
  std::unique_ptr<char[]> chunk_;
  std::string input_;
  std::size_t used_ = 0;  // of input_
  std::uint64_t written_ = 0;
  std::function<void()> on_end_;
  bool reading_ = false;
  bool writable_ = false;
  bool ended_ = false;
  bool idle_ = false;
  bool draining_ = false;
};

}  // namespace hfi::server
