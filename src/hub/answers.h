#pragma once
// What the Hub's answers mean: refusals as our error codes, JSON as values, pages as links.

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.h"
#include "hub/http.h"
#include "hub/options.h"

namespace hfi::hub {

// What was asked for, for messages.
struct Asked {
  std::string model_id{};  // empty for lists
  std::string revision{};
  std::string what{};  // "the list of models", "config.json"
};

// Nothing for 2xx. Otherwise model_not_found, model_gated (with the page where access is asked for),
// revision_not_found, hub_unauthorized, hub_rate_limited (with the seconds to wait), hub_unreachable (after 5xx)
// or hub_invalid, with the Hub's own words and its request id.
Result<void> check_status(const HttpResponse& response, const Asked& asked,
                          const HubOptions& options);

// The value of a JSON answer. Fails with hub_invalid, which shows how the answer begins: often it is
// a login page of a proxy.
Result<json::Value> parse_answer(const HttpResponse& response, const Asked& asked);

// The address of the next page: "" on the last. Mirrors answer with the original's addresses, which are mapped
// back. Fails with hub_invalid when the link leads to another host, as the token would go there.
Result<std::string> next_page(const ResponseHead& head, const HubOptions& options);

}  // namespace hfi::hub
