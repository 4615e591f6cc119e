#pragma once
// A TCP connection as raw bytes, for tests that must say something no client would. Every receiving
// call gives up after `patience` with the error `timeout`.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace hfi::support {

class Wire {
 public:
  struct Options {
    std::string host = "127.0.0.1";  // an address
    int receive_buffer = 0;          // bytes of the system's buffer; 0: its default
    std::chrono::milliseconds patience{10'000};
  };
  static Result<Wire> connect(std::uint16_t port) { return connect(port, Options{}); }
  static Result<Wire> connect(std::uint16_t port, const Options& options);

  Wire(Wire&& other) noexcept;
  Wire& operator=(Wire&& other) noexcept;
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  ~Wire();

  // False when the other side has closed. Blocks while it does not read.
  bool send(std::string_view bytes) const;
  // What is there, at least one byte and no more than `most`; empty when the other side has closed
  // or reset.
  Result<std::string> receive(std::size_t most = std::string::npos);
  // Up to and with the mark; what comes after it is kept for the next call. Fails at the end.
  Result<std::string> receive_until(std::string_view mark);
  // Everything until the other side closes.
  Result<std::string> receive_all();
  // True when nothing comes within the time, false when bytes or the end do.
  bool stays_silent(std::chrono::milliseconds time);

  void half_close() const;  // no more is sent
  void reset();             // RST instead of FIN
  void close();

 private:
  explicit Wire(int socket, std::chrono::milliseconds patience)
      : socket_(socket), patience_(patience) {}
  [[nodiscard]] bool readable(std::chrono::milliseconds time) const;

  int socket_ = -1;
  std::chrono::milliseconds patience_;
  std::string kept_;
};

}  // namespace hfi::support
