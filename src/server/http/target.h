#pragma once
// The request target: path segments and query, percent-decoded (RFC 3986).

#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace hfi::server {

struct Target {
  std::string path;                   // as sent
  std::vector<std::string> segments;  // decoded; "/" is one empty segment
  Pairs query;                        // decoded, `+` is a space
};

// Takes the origin form (/a?b), the absolute form (http://host/a?b) and `*`. Fails with
// malformed_http on bad escapes, on text that is not UTF-8, on control characters, and on `.` and
// `..` segments, however they are escaped: no path leaves its folder.
Result<Target> parse_target(std::string_view text);

Result<std::string> percent_decode(std::string_view text);

}  // namespace hfi::server
