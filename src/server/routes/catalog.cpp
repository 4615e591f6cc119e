#include "server/routes/catalog.h"

#include <iterator>

#include "server/routes/documentation.h"

namespace hfi::server {

std::vector<Endpoint> all_endpoints(const Services& services) {
  std::vector<Endpoint> all;
#define ENDPOINTS(name) std::ranges::move(name##_endpoints(services), std::back_inserter(all));
#include "server/routes/catalog.def"
#undef ENDPOINTS
  std::ranges::move(documentation_endpoints(all), std::back_inserter(all));
  return all;
}

}  // namespace hfi::server
