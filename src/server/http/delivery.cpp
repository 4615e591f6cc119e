#include "server/http/delivery.h"

namespace hfi::server {

Task<void> Delivery::write(std::string_view first, std::string_view second) {
  const bool written = co_await transport_.write(first, second);
  outcome_.client_left = !written;
}

Task<void> Delivery::response(const Response& response, Part part) {
  outcome_.status = response.status;
  const auto head = response_head(response, framing_);
  co_await write(head, part == Part::all ? response.bytes() : std::string_view());
}

Task<void> Delivery::stream(Work& work, Part part) {
  outcome_.status = 200;
  const auto head = stream_head(framing_);
  co_await write(head, {});
  if (part == Part::all) co_await events(work);
}

Task<void> Delivery::events(Work& work) {
  ping_at_ = Clock::now() + limits_.ping_interval;
  while (!outcome_.client_left) {
    const bool last = work.finished;
    const auto events = work.events->take();
    if (events.empty() && last) break;
    co_await send_or_wait(events);
  }
  if (framing_.http_1_1 && !outcome_.client_left) co_await write(last_chunk, {});
  if (outcome_.client_left) work.stop.request_stop();
  while (!work.finished) co_await transport_.wait(Clock::time_point::max());
  outcome_.events = work.events->count();
}

Task<void> Delivery::send_or_wait(std::string_view events) {
  if (events.empty() && Clock::now() < ping_at_) {
    co_await transport_.wait(ping_at_);
  } else {
    const auto bytes = events.empty() ? std::string_view(": ping\n\n") : events;
    const auto text = framing_.http_1_1 ? chunk(bytes) : std::string(bytes);
    co_await write(text, {});
    ping_at_ = Clock::now() + limits_.ping_interval;
  }
  outcome_.client_left = outcome_.client_left || transport_.ended();
}

}  // namespace hfi::server
