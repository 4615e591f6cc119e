#pragma once
// A server program as a child process: started on a free port, stopped by signals, never left behind.

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace hfi::support {

class ServerProcess {
 public:
  struct Options {
    std::filesystem::path program;
    std::vector<std::string> arguments{};
    std::vector<std::string>
        environment{};  // "NAME=value", added to ours; offline unless there is a --hub-url
    std::chrono::milliseconds patience{30'000};
  };
  // Returns when the program has printed a line `listening on http://…:PORT`. Fails with its output
  // when it ends or says nothing of the kind in time.
  static Result<ServerProcess> start(const Options& options);

  ServerProcess(ServerProcess&& other) noexcept;
  ServerProcess& operator=(ServerProcess&& other) noexcept;
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess();  // SIGKILL; where leaks are looked for, SIGTERM and some patience first

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] pid_t pid() const { return pid_; }
  // All it has written to standard output and to standard error so far.
  [[nodiscard]] std::string output() const;
  [[nodiscard]] std::string errors() const;

  void signal(int number) const;
  // Waits for its end. The exit code; 128 + number when a signal ended it. Fails with timeout.
  Result<int> wait(std::chrono::milliseconds limit);
  // SIGTERM, then wait().
  Result<int> terminate(std::chrono::milliseconds limit);

 private:
  ServerProcess() = default;
  [[noreturn]] void become(const Options& options) const;
  bool find_port();

  pid_t pid_ = -1;
  int output_ = -1;  // files in memory: nothing has to be drained while it runs
  int errors_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace hfi::support
