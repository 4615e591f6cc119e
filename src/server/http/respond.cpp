#include "server/http/respond.h"

#include "core/error_table.h"

namespace hfi::server {
namespace {

// A model answers in seconds, so a place in the queue is free about that soon.
constexpr std::string_view retry_after_seconds = "1";

std::string joined(const json::Array& names) {
  std::string list;
  for (const auto& name : names) {
    if (!list.empty()) list += ", ";
    list += name.as_string();
  }
  return list;
}

}  // namespace

Response json_response(const json::Value& value, int status) {
  return {.status = status, .content_type = "application/json", .body = json::dump(value)};
}

Response error_response(const Error& error) {
  json::Object envelope;
  envelope["error"] = to_json(error);
  auto response = json_response(envelope, row_of(error.code).status);
  if (response.status == 429 || response.status == 503)
    response.headers.emplace_back("retry-after", retry_after_seconds);
  if (const auto* allow = error.details.if_contains("allow"))
    response.headers.emplace_back("allow", joined(allow->as_array()));
  return response;
}

}  // namespace hfi::server
