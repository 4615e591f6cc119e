#include "fakes/fake_hub.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>
#include <chrono>
#include <list>
#include <mutex>
#include <thread>

namespace hfi::fakes {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

struct Listener {
  Listener(asio::io_context& context, unsigned short port)
      : acceptor(context, {asio::ip::address_v4::loopback(), port}) {}

  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port());
  }
  tcp::acceptor acceptor;
};

// One client, and the thread that serves it.
struct Connection {
  explicit Connection(tcp::socket accepted) : socket(std::move(accepted)) {}

  tcp::socket socket;
  std::atomic<bool> over = false;
  std::thread thread{};
};

HubRequest request_of(const http::request<http::empty_body>& message) {
  const auto text = [&](http::field field) { return std::string(message[field]); };
  return {.method = std::string(message.method_string()),
          .target = std::string(message.target()),
          .host = text(http::field::host),
          .authorization = text(http::field::authorization),
          .range = text(http::field::range),
          .if_range = text(http::field::if_range)};
}

std::string head_of(const HubReply& reply, bool closes) {
  auto head = "HTTP/1.1 " + std::to_string(reply.status) + " Status\r\n";
  for (const auto& [name, value] : reply.headers) head += name + ": " + value + "\r\n";
  const auto length = static_cast<std::int64_t>(reply.body.size()) + reply.length_off_by;
  head += "Content-Length: " + std::to_string(length) + "\r\n";
  return head + (closes ? "Connection: close\r\n\r\n" : "\r\n");
}

}  // namespace

HubFault cut_after(std::string target, std::uint64_t bytes) {
  return {.target = std::move(target),
          .change = [bytes](HubReply& reply) { reply.cut_after = bytes; }};
}

HubFault with_status(std::string target, int status,
                     std::vector<std::pair<std::string, std::string>> headers) {
  return {.target = std::move(target),
          .change = [status, headers = std::move(headers)](HubReply& reply) {
            reply = {.status = status, .headers = headers, .body = "fault"};
          }};
}

struct FakeHub::State {
  explicit State(unsigned short port) : hub(context, port), cdn(context, 0) {}

  void serve(tcp::socket& socket) {
    boost::beast::flat_buffer buffer;
    boost::system::error_code error;
    while (!error && !stopping) {
      http::request<http::empty_body> message;
      http::read(socket, buffer, message, error);
      if (error || !send(socket, message)) return;
    }
  }

  HubReply reply_to(HubRequest request) {
    const std::lock_guard lock(mutex);
    seen.push_back(request);
    // a proxy is asked with the whole address
    if (request.target.starts_with("http://")) request.target.erase(0, request.target.find('/', 7));
    auto reply = world.answer(request);
    for (auto& fault : faults) {
      if (fault.times == 0 || request.target.find(fault.target) == std::string::npos) continue;
      if (fault.times > 0) --fault.times;
      fault.change(reply);
      break;
    }
    return reply;
  }

  // Whether the connection stays open.
  bool send(tcp::socket& socket, const http::request<http::empty_body>& message) {
    auto reply = reply_to(request_of(message));
    if (reply.silent) {
      while (!stopping) std::this_thread::sleep_for(std::chrono::milliseconds(10));
      return false;
    }
    const bool closes = reply.cut_after < reply.body.size() || reply.length_off_by != 0;
    boost::system::error_code error;
    asio::write(socket, asio::buffer(head_of(reply, closes)), error);
    if (message.method() != http::verb::head && !error) send_body(socket, reply, error);
    return !error && !closes;
  }

  void send_body(tcp::socket& socket, const HubReply& reply, boost::system::error_code& error) {
    const bool is_content = std::ranges::any_of(
        reply.headers, [](const auto& header) { return header.first == "ETag"; });
    const auto end = std::min<std::size_t>(reply.body.size(), reply.cut_after);
    const auto step = reply.drip > 0 ? std::size_t{reply.drip} : std::size_t{64U << 10U};
    for (std::size_t sent = 0; sent < end && !error && !stopping;) {
      const auto size = std::min(step, end - sent);
      asio::write(socket, asio::buffer(reply.body.data() + sent, size), error);
      sent += size;
      if (is_content) content_bytes += size;
      if (reply.drip > 0) std::this_thread::sleep_for(reply.drip_every);
    }
  }

  void listen(Listener& listener) {
    while (!stopping) {
      boost::system::error_code error;
      tcp::socket socket(context);
      listener.acceptor.accept(socket, error);
      if (error || stopping) continue;
      const std::lock_guard lock(mutex);
      forget_old();
      auto& connection = connections.emplace_back(std::move(socket));
      connection.thread = std::thread([this, &connection] {
        serve(connection.socket);
        boost::system::error_code ignored;
        connection.socket.shutdown(tcp::socket::shutdown_both, ignored);
        connection.over = true;
      });
    }
  }

  // A long test makes more connections than there may be threads.
  void forget_old() {
    std::erase_if(connections, [](Connection& connection) {
      if (!connection.over) return false;
      connection.thread.join();
      return true;
    });
  }

  asio::io_context context;
  Listener hub, cdn;
  HubWorld world;
  std::vector<HubFault> faults;
  std::vector<HubRequest> seen;
  std::atomic<std::uint64_t> content_bytes = 0;
  std::atomic<bool> stopping = false;
  std::mutex mutex;
  std::list<Connection> connections;
  std::list<std::thread> listeners;
};

FakeHub::FakeHub(std::vector<HubRepository> repositories, unsigned short port)
    : state_(std::make_unique<State>(port)) {
  state_->world.url = url();
  state_->world.cdn_url = cdn_url();
  for (auto& repository : repositories) state_->world.add(std::move(repository));
  state_->listeners.emplace_back([this] { state_->listen(state_->hub); });
  state_->listeners.emplace_back([this] { state_->listen(state_->cdn); });
}

FakeHub::~FakeHub() {
  state_->stopping = true;
  boost::system::error_code ignored;
  for (const auto* listener : {&state_->hub, &state_->cdn})  // wakes the thread that accepts
    tcp::socket(state_->context).connect(listener->acceptor.local_endpoint(), ignored);
  for (auto& thread : state_->listeners) thread.join();
  for (auto& connection : state_->connections)
    connection.socket.shutdown(tcp::socket::shutdown_both, ignored);
  for (auto& connection : state_->connections) connection.thread.join();
}

std::string FakeHub::url() const { return state_->hub.url(); }
std::string FakeHub::cdn_url() const { return state_->cdn.url(); }

void FakeHub::add(HubFault fault) {
  const std::lock_guard lock(state_->mutex);
  state_->faults.push_back(std::move(fault));
}

void FakeHub::change(const std::function<void(HubWorld&)>& edit) {
  const std::lock_guard lock(state_->mutex);
  edit(state_->world);
}

std::vector<HubRequest> FakeHub::requests() const {
  const std::lock_guard lock(state_->mutex);
  return state_->seen;
}

std::size_t FakeHub::requests_to(std::string_view target) const {
  const auto all = requests();
  return static_cast<std::size_t>(std::ranges::count_if(all, [&](const HubRequest& request) {
    return request.target.find(target) != std::string::npos;
  }));
}

std::uint64_t FakeHub::content_bytes_sent() const { return state_->content_bytes; }

}  // namespace hfi::fakes
