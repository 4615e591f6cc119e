#include "hub/clock.h"

#include <poll.h>
#include <sys/eventfd.h>

#include "hub/descriptor.h"

namespace hfi::hub {
namespace {

void sleep_for(std::chrono::milliseconds duration, const std::stop_token& stop) {
  const Descriptor event(::eventfd(0, EFD_CLOEXEC));
  const std::stop_callback wake(stop, [&] { ::eventfd_write(event.number(), 1); });
  pollfd woken{.fd = event.number(), .events = POLLIN, .revents = 0};
  ::poll(&woken, 1, static_cast<int>(duration.count()));
}

}  // namespace

Clock system_clock() { return {.now = &std::chrono::system_clock::now, .sleep = &sleep_for}; }

}  // namespace hfi::hub
