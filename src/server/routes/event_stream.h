#pragma once
// The events of one inference: what the work emits becomes self-describing events, in order, with the measures of the
// stream at the end.

#include <chrono>
#include <memory>
#include <string>

#include "server/http/event_sink.h"
#include "serving/inference.h"

namespace hfi::server {

class EventStream {
 public:
  EventStream(EventSink& sink, std::string correlation_id, const tasks::Prepared& request,
              std::shared_ptr<generation::TokenClock> clock);

  // Adds what every event carries, and sends it.
  void send(json::Object event);

  // The last event: done with the whole answer, or error.
  void finish(Result<serving::Answer> answer);

 private:
  [[nodiscard]] double ms_until(std::chrono::steady_clock::time_point time) const;

  EventSink& sink_;
  const std::string correlation_id_;
  const tasks::Prepared& request_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::size_t tokens_ = 0;
  const std::shared_ptr<generation::TokenClock> clock_;
};

}  // namespace hfi::server
