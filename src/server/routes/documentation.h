#pragma once
// The description of all other endpoints.

#include <span>

#include "server/routes/endpoint.h"

namespace hfi::server {

// GET /openapi.json, and the page /docs with its files. They describe themselves too.
std::vector<Endpoint> documentation_endpoints(std::span<const Endpoint> others);

}  // namespace hfi::server
