#include "lifecycle/event_listener.h"

#include <stdexcept>

#include "support/or_throw.h"

namespace hfi::lifecycle {
namespace {

using support::or_throw;

support::Wire asked(std::uint16_t port, const support::Ask& ask,
                    const support::Wire::Options& options) {
  auto wire = or_throw(support::Wire::connect(port, options));
  if (!wire.send(support::to_text(ask))) throw std::runtime_error("the server hung up");
  return wire;
}

}  // namespace

EventListener::EventListener(std::uint16_t port, const support::Ask& ask,
                             const support::Wire::Options& options)
    : wire_(asked(port, ask, options)), reader_(wire_, or_throw(support::receive_head(wire_))) {}

support::Event EventListener::next() {
  auto event = or_throw(reader_.next());
  if (!event) throw std::runtime_error("the stream has ended");
  return std::move(*event);
}

std::vector<support::Event> EventListener::until(
    const std::function<bool(const json::Value&)>& satisfied) {
  std::vector<support::Event> events;
  do events.push_back(next());
  while (!satisfied(events.back().json()));
  return events;
}

std::vector<support::Event> EventListener::rest() { return or_throw(reader_.rest()); }

support::Ask follow(const std::string& last_event_id) {
  support::Ask ask{.path = "/api/events"};
  if (!last_event_id.empty()) ask.headers.emplace_back("last-event-id", last_event_id);
  return ask;
}

support::Ask stream_of(const json::Object& request) {
  return {.method = "POST",
          .path = "/api/inference/stream",
          .body = json::dump(request),
          .headers = {{"content-type", "application/json"}}};
}

}  // namespace hfi::lifecycle
