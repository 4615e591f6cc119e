#pragma once
// /openapi.json, and /docs, the page that shows it.

#include "server/routes/endpoint.h"

namespace hfi::server {

Result<std::vector<Route>> documentation_of(const std::vector<Endpoint>& endpoints);

}  // namespace hfi::server
