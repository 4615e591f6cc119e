#pragma once
// All endpoints.

#include "server/routes/endpoint.h"

namespace hfi::server {

#define ENDPOINTS(name) std::vector<Endpoint> name##_endpoints(const Services& services);
#include "server/routes/catalog.def"
#undef ENDPOINTS

// Those of the catalogue, and the documentation of all.
std::vector<Endpoint> all_endpoints(const Services& services);

}  // namespace hfi::server
