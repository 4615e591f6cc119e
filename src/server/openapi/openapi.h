#pragma once
// The description of the HTTP interface, built from the routes and the contracts of the tasks.

#include <span>
#include <string_view>
#include <vector>

#include "tasks/contract/taxonomy.h"

namespace hfi::server {

struct QueryParameter {
  std::string_view name;
  std::string_view description;
  bool required = false;
};

// What a route takes and answers. `body` and `answer` name schemas of component_schemas(); they are
// empty where there is no JSON.
struct Exchange {
  std::string_view body{};
  std::string_view answer{};
  std::string_view answer_type = "application/json";
  std::vector<QueryParameter> query{};
};

struct RouteSummary {
  std::string_view method;   // GET
  std::string_view pattern;  // /api/models/{task}/{org}/{name}
  std::string_view summary;
  std::string_view tag;
  Exchange exchange{};
};

// OpenAPI 3.1; `x-errors` is the table of error codes. Fails with internal_error when a route names a
// schema that does not exist, or when two have one method and pattern.
Result<json::Object> openapi(const tasks::Taxonomy& taxonomy, std::span<const RouteSummary> routes,
                             std::string_view version);

}  // namespace hfi::server
