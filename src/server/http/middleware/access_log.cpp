#include "server/http/middleware/access_log.h"

#include <cmath>

namespace hfi::server {

json::Object access_fields(const Request& request, const Outcome& outcome) {
  const std::chrono::duration<double, std::milli> elapsed = outcome.elapsed;
  json::Object fields = {{"id", request.id},
                         {"peer", request.peer},
                         {"method", name_of(request.method)},
                         {"path", request.path},
                         {"status", outcome.status},
                         {"bytes", outcome.bytes},
                         {"ms", std::round(elapsed.count() * 1000) / 1000}};
  if (outcome.events) fields["events"] = *outcome.events;
  if (outcome.client_left) fields["client_left"] = true;
  for (const auto& member : request.log) fields[member.key()] = member.value();
  return fields;
}

}  // namespace hfi::server
