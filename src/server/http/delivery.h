#pragma once
// Writes one answer to a connection: at once, or event by event.

#include "server/http/limits.h"
#include "server/http/middleware/access_log.h"
#include "server/http/response_text.h"
#include "server/http/transport.h"
#include "server/http/work.h"

namespace hfi::server {

class Delivery {
 public:
  Delivery(Transport& transport, const Limits& limits, Framing framing)
      : transport_(transport), limits_(limits), framing_(framing) {}

  enum class Part { all, head };  // what HEAD asks for

  Task<void> response(const Response& response, Part part);
  // The events of a work whose reply is a Stream, until it has finished. Asks it to stop when the
  // client has gone.
  Task<void> stream(Work& work, Part part);

  // What the log says of it. Bytes and time are for the caller to fill in.
  [[nodiscard]] const Outcome& outcome() const { return outcome_; }

 private:
  Task<void> events(Work& work);
  Task<void> send_or_wait(std::string_view events);
  Task<void> write(std::string_view first, std::string_view second);

  Transport& transport_;
  const Limits& limits_;
  const Framing framing_;
  Outcome outcome_;
  Clock::time_point ping_at_;
};

}  // namespace hfi::server
