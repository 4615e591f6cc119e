#pragma once
// The HTTP/1.1 conversation on one connection: requests in, answers out, one after the other.

#include <memory>

#include "server/http/byte_budget.h"
#include "server/http/limits.h"
#include "server/http/router.h"
#include "server/http/transport.h"
#include "server/http/work.h"

namespace hfi::server {

// What the connections of a server share; it outlives them.
struct Service {
  Limits limits;
  Router router;
  Submit submit;
  Submit submit_follower;
  std::unique_ptr<ByteBudget> bodies;
};

Task<void> serve(std::shared_ptr<Transport> transport, const Service& service);

// Answers overloaded to a connection that is one too many.
Task<void> turn_away(std::shared_ptr<Transport> transport, const Service& service);

}  // namespace hfi::server
