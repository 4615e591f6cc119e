#pragma once
// A route together with what its documentation says.

#include <atomic>
#include <vector>

#include "server/http/limits.h"
#include "server/http/router.h"
#include "server/openapi/openapi.h"
#include "serving/engine.h"

namespace hfi::server {

// What /openapi.json says of a route besides its method and pattern. `body` and `answer` name schemas
// of component_schemas().
struct About {
  std::string_view summary;  // one line
  std::string_view tag;      // the group it is listed in
  std::string_view body{};
  std::string_view answer{};
  std::string_view answer_type = "application/json";
  std::vector<QueryParameter> query{};
};

struct Endpoint {
  Route route;
  About about;
};

// What routes work with. All of it outlives the server.
struct Services {
  serving::Engine& engine;
  const Limits& limits;
  const std::atomic<bool>& draining;  // a shutdown has begun
};

}  // namespace hfi::server
