#pragma once
// A route together with what its documentation says.

#include <atomic>
#include <string_view>
#include <vector>

#include "server/http/limits.h"
#include "server/http/router.h"
#include "server/openapi/openapi.h"
#include "serving/engine.h"

namespace hfi::server {

struct Endpoint {
  Route route;
  std::string_view summary;  // one line, for /openapi.json
  std::string_view tag;      // the group it is listed in
  Exchange exchange{};       // what it takes and answers
};

// What routes work with. All of it outlives the server.
struct Services {
  serving::Engine& engine;
  const Limits& limits;
  const std::atomic<bool>& draining;  // a shutdown has begun
};

}  // namespace hfi::server
