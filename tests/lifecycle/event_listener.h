#pragma once
// A stream of the server, read event by event.

#include <functional>
#include <string>
#include <vector>

#include "support/event_reader.h"

namespace hfi::lifecycle {

class EventListener {
 public:
  EventListener(std::uint16_t port, const support::Ask& ask,
                const support::Wire::Options& options = {});

  // The next event; a test fails with an exception when there is none.
  support::Event next();
  // Reads until one satisfies, and gives all read.
  std::vector<support::Event> until(const std::function<bool(const json::Value&)>& satisfied);
  std::vector<support::Event> rest();
  // As a client that goes away.
  void leave() { wire_.reset(); }

 private:
  support::Wire wire_;
  support::EventReader reader_;
};

// GET /api/events.
support::Ask follow(const std::string& last_event_id = "");

// POST /api/inference/stream.
support::Ask stream_of(const json::Object& request);

}  // namespace hfi::lifecycle
