#include "server/routes/catalog.h"

#include <iterator>

#include "server/routes/documentation.h"

namespace hfi::server {

Result<std::vector<Route>> all_routes(const Services& services) {
  std::vector<Endpoint> all;
#define ENDPOINTS(name) std::ranges::move(name##_endpoints(services), std::back_inserter(all));
#include "server/routes/catalog.def"
#undef ENDPOINTS
  auto routes = TRY(documentation_of(all));
  for (auto& endpoint : all) routes.push_back(std::move(endpoint.route));
  return routes;
}

}  // namespace hfi::server
