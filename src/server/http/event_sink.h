#pragma once
// Where a streaming handler writes its events. Abstract, so that a route is tested without a server.

#include <stop_token>
#include <string_view>

#include "core/json.h"

namespace hfi::server {

class EventSink {
 public:
  EventSink() = default;
  EventSink(const EventSink&) = delete;
  EventSink& operator=(const EventSink&) = delete;
  virtual ~EventSink() = default;

  // Sends one event; an empty `id` is that of the request. Blocks while the client reads too slowly; false once it has gone,
  // and then the handler has nothing left to do. May be called from several threads.
  virtual bool write(std::string_view event, std::string_view id, const json::Object& data) = 0;

  // The event is named by `data.type`, as the stream contract has it.
  bool send(const json::Object& data) { return write(data.at("type").as_string(), {}, data); }

  // Asked to stop when the client has gone.
  [[nodiscard]] virtual std::stop_token gone() const = 0;
};

}  // namespace hfi::server
