#pragma once
// Reads one request from a connection, in two steps, so that the head can be judged before the body.

#include "server/http/byte_budget.h"
#include "server/http/limits.h"
#include "server/http/request_parser.h"
#include "server/http/transport.h"

namespace hfi::server {

class Reception {
 public:
  Reception(Transport& transport, const Limits& limits, ByteBudget& bodies)
      : transport_(transport), limits_(limits), parser_(limits), share_(bodies) {}

  // Both fail as RequestParser does, and with request_timeout.
  Task<Result<void>> head();
  // Tells a client that waits for it (`Expect: 100-continue`) to go on. Fails with payload_too_large
  // before anything of the body is read when its length says so, with overloaded when the bodies of
  // all requests in flight are too many.
  Task<Result<void>> body();

  [[nodiscard]] const RequestHead& received_head() const { return parser_.head(); }
  std::string take_body() { return parser_.take_body(); }

  // The request is read to its end, and what follows on the connection is the next one.
  [[nodiscard]] bool complete() const { return !refused_ && parser_.complete(); }

 private:
  Result<void> feed();
  [[nodiscard]] Error cut_off(Arrival arrival) const;

  Transport& transport_;
  const Limits& limits_;
  RequestParser parser_;
  ByteBudget::Share share_;
  bool refused_ = false;
};

}  // namespace hfi::server
