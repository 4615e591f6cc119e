#pragma once
// The two answers every route gives: a JSON value, and the envelope of an error.

#include "server/http/message.h"

namespace hfi::server {

Response json_response(const json::Value& value, int status = 200);

// {"error": {"code", "message", "details"}} with the status of the code; `allow` from
// `details.allow` (405), `retry-after` when the machine is busy (429, 503).
Response error_response(const Error& error);

}  // namespace hfi::server
