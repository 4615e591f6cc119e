#include "support/wire.h"

#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace hfi::support {
namespace {

auto failed(const std::string& what) {
  return fail(ErrorCode::internal_error, what + ": " + std::strerror(errno));
}

}  // namespace

Result<Wire> Wire::connect(std::uint16_t port, const Options& options) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (getaddrinfo(options.host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
    return fail(ErrorCode::internal_error, options.host + " is no address");
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> address(found, freeaddrinfo);

  Wire wire(::socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, 0), options.patience);
  const int on = 1;
  ::setsockopt(wire.socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (options.receive_buffer > 0)
    ::setsockopt(wire.socket_, SOL_SOCKET, SO_RCVBUF, &options.receive_buffer,
                 sizeof options.receive_buffer);
  if (::connect(wire.socket_, found->ai_addr, found->ai_addrlen) != 0)
    return failed("connect to port " + std::to_string(port));
  return wire;
}

Wire::Wire(Wire&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      patience_(other.patience_),
      kept_(std::move(other.kept_)) {}

Wire& Wire::operator=(Wire&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(patience_, other.patience_);
  std::swap(kept_, other.kept_);
  return *this;
}

Wire::~Wire() { close(); }

bool Wire::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool Wire::readable(std::chrono::milliseconds time) const {
  pollfd entry{.fd = socket_, .events = POLLIN, .revents = 0};
  return ::poll(&entry, 1, static_cast<int>(time.count())) > 0;
}

Result<std::string> Wire::receive(std::size_t most) {
  if (kept_.empty()) {
    if (!readable(patience_))
      return fail(ErrorCode::timeout,
                  "nothing came within " + std::to_string(patience_.count()) + " ms");
    std::array<char, 65536> buffer{};
    const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count < 0 && errno != ECONNRESET) return failed("recv");
    kept_.assign(buffer.data(), count < 0 ? 0 : static_cast<std::size_t>(count));
  }
  auto taken = kept_.substr(0, most);
  kept_.erase(0, taken.size());
  return taken;
}

Result<std::string> Wire::receive_until(std::string_view mark) {
  std::string text;
  for (;;) {
    const auto before = text.size();
    const auto some = TRY(receive());
    text += some;
    const auto found = text.find(mark, before < mark.size() ? 0 : before - mark.size());
    if (found != std::string::npos) {
      kept_ = text.substr(found + mark.size());
      text.resize(found + mark.size());
      return text;
    }
    if (some.empty()) return fail(ErrorCode::cancelled, "the connection ended after: " + text);
  }
}

Result<std::string> Wire::receive_all() {
  std::string text;
  for (;;) {
    const auto some = TRY(receive());
    if (some.empty()) return text;
    text += some;
  }
}

bool Wire::stays_silent(std::chrono::milliseconds time) { return kept_.empty() && !readable(time); }

void Wire::half_close() const { ::shutdown(socket_, SHUT_WR); }

void Wire::reset() {
  const linger now{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close();
}

void Wire::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

}  // namespace hfi::support
