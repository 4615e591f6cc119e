#include "support/server_process.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <utility>

namespace hfi::support {
namespace {

constexpr std::chrono::milliseconds look_again{5};
constexpr std::string_view announcement = "listening on http://";

std::string read_whole(int file) {
  std::string text;
  std::array<char, 65536> buffer{};
  for (;;) {
    const auto count = ::pread(file, buffer.data(), buffer.size(), static_cast<off_t>(text.size()));
    if (count <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

// After fork(): only calls that are safe there, but for setenv, which no other thread of the tests
// uses.
void ServerProcess::become(const Options& options) const {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(output_, STDOUT_FILENO);
  ::dup2(errors_, STDERR_FILENO);
  // no test depends on the Hub itself
  if (std::ranges::find(options.arguments, "--hub-url") == options.arguments.end())
    ::setenv("HF_HUB_OFFLINE", "1", 1);
  for (const auto& pair : options.environment) {
    const auto equals = pair.find('=');
    ::setenv(pair.substr(0, equals).c_str(), pair.substr(equals + 1).c_str(), 1);
  }
  std::vector<char*> arguments;
  arguments.push_back(const_cast<char*>(options.program.c_str()));
  for (const auto& argument : options.arguments)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  ::execv(options.program.c_str(), arguments.data());
  ::_exit(127);
}

Result<ServerProcess> ServerProcess::start(const Options& options) {
  ServerProcess process;
  process.output_ = ::memfd_create("stdout", MFD_CLOEXEC);
  process.errors_ = ::memfd_create("stderr", MFD_CLOEXEC);
  process.pid_ = ::fork();
  if (process.pid_ == 0) process.become(options);

  const auto by = std::chrono::steady_clock::now() + options.patience;
  while (!process.find_port()) {
    const auto exit_code = process.wait(look_again);
    if (!exit_code && std::chrono::steady_clock::now() < by) continue;
    return fail(ErrorCode::internal_error,
                options.program.string() + " does not listen: " +
                    (exit_code ? "exit code " + std::to_string(*exit_code) : "still starting") +
                    "\n" + process.output() + process.errors());
  }
  return process;
}

bool ServerProcess::find_port() {
  const auto text = output();
  const auto begin = text.find(announcement);
  const auto end = text.find('\n', begin);
  if (begin == std::string::npos || end == std::string::npos) return false;
  const auto colon = text.rfind(':', end);
  return std::from_chars(text.data() + colon + 1, text.data() + end, port_).ec == std::errc();
}

ServerProcess::ServerProcess(ServerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      output_(std::exchange(other.output_, -1)),
      errors_(std::exchange(other.errors_, -1)),
      port_(other.port_) {}

ServerProcess& ServerProcess::operator=(ServerProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(output_, other.output_);
  std::swap(errors_, other.errors_);
  std::swap(port_, other.port_);
  return *this;
}

ServerProcess::~ServerProcess() {
#ifdef __SANITIZE_ADDRESS__
  (void)terminate(std::chrono::seconds(20));  // leaks are looked for at an end that is not sudden
#endif
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  if (output_ >= 0) ::close(output_);
  if (errors_ >= 0) ::close(errors_);
}

std::string ServerProcess::output() const { return read_whole(output_); }
std::string ServerProcess::errors() const { return read_whole(errors_); }

void ServerProcess::signal(int number) const {
  if (pid_ > 0) ::kill(pid_, number);
}

Result<int> ServerProcess::wait(std::chrono::milliseconds limit) {
  if (pid_ <= 0) return fail(ErrorCode::internal_error, "the process has already been waited for");
  const auto by = std::chrono::steady_clock::now() + limit;
  for (;;) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    if (std::chrono::steady_clock::now() >= by)
      return fail(ErrorCode::timeout,
                  "the process still runs after " + std::to_string(limit.count()) + " ms");
    std::this_thread::sleep_for(look_again);
  }
}

Result<int> ServerProcess::terminate(std::chrono::milliseconds limit) {
  signal(SIGTERM);
  return wait(limit);
}

}  // namespace hfi::support
