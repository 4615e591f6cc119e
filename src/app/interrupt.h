#pragma once
// Ctrl-C and SIGTERM as a stop that work can see.

#include <csignal>
#include <stop_token>
#include <thread>

namespace hfi::app {

// From its beginning to its end both signals request a stop instead of ending the program.
class Interrupt {
 public:
  Interrupt();
  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  sigset_t signals_{};
  std::stop_source source_;
  std::jthread waiter_;
};

}  // namespace hfi::app
