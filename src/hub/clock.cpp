#include "hub/clock.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace hfi::hub {
namespace {

void sleep_for(std::chrono::milliseconds duration, const std::stop_token& stop) {
  pollfd woken{.fd = ::eventfd(0, EFD_CLOEXEC), .events = POLLIN, .revents = 0};
  {
    const std::stop_callback wake(stop, [&] { ::eventfd_write(woken.fd, 1); });
    ::poll(&woken, 1, static_cast<int>(duration.count()));
  }
  ::close(woken.fd);
}

}  // namespace

Clock system_clock() { return {.now = &std::chrono::system_clock::now, .sleep = &sleep_for}; }

}  // namespace hfi::hub
