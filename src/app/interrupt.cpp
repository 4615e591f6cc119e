#include "app/interrupt.h"

#include <pthread.h>

namespace hfi::app {
namespace {

constexpr timespec look_again{.tv_sec = 0, .tv_nsec = 50'000'000};

}  // namespace

Interrupt::Interrupt() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  waiter_ = std::jthread([this](const std::stop_token& ended) {
    while (!ended.stop_requested())
      if (sigtimedwait(&signals_, nullptr, &look_again) > 0) source_.request_stop();
  });
}

}  // namespace hfi::app
