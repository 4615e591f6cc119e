#pragma once
// Typed values from the query of a request. All fail with invalid_request, which names the parameter.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "server/http/message.h"
#include "server/openapi/openapi.h"

namespace hfi::server {

// Refuses parameters that are not among `known`.
Result<void> check_query(const Request& request, const std::vector<QueryParameter>& known);

std::string query_text(const Request& request, std::string_view name);

Result<std::optional<bool>> query_flag(const Request& request, std::string_view name);

struct Bounds {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
};
Result<std::optional<std::uint64_t>> query_number(const Request& request, std::string_view name,
                                                  Bounds bounds);

// A moment, as seconds since 1970 with or without a fraction.
Result<std::optional<double>> query_seconds(const Request& request, std::string_view name);

// One of `names`; the first when it is absent.
Result<std::string> query_choice(const Request& request, std::string_view name,
                                 const std::vector<std::string>& names);

}  // namespace hfi::server
