#pragma once
// All endpoints.

#include "server/routes/endpoint.h"

namespace hfi::server {

#define ENDPOINTS(name) std::vector<Endpoint> name##_endpoints(const Services& services);
#include "server/routes/catalog.def"
#undef ENDPOINTS

// Those of the catalogue, and the documentation of them. Fails with internal_error when one names a
// schema that does not exist.
Result<std::vector<Route>> all_routes(const Services& services);

}  // namespace hfi::server
