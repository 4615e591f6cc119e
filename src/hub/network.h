#pragma once
// How this machine reaches others: proxies and the certificates it trusts.

#include <string>
#include <string_view>

#include "core/result.h"
#include "hub/locations.h"

namespace hfi::hub {

struct Network {
  std::string http_proxy{};   // for http:// addresses; empty: none
  std::string https_proxy{};  // for https:// addresses; empty: none
  std::string no_proxy{};     // hosts that are reached directly, as in NO_PROXY
  std::string ca_file{};      // certificates to trust; empty: the system's
  std::string ca_folder{};
};

// From HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY (in lower case first), from SSL_CERT_FILE,
// REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE, whichever comes first, and from SSL_CERT_DIR. Fails with
// invalid_option when such a file does not exist.
Result<Network> network_of(const Environment& environment);

// What lies between this machine and `url`, for messages: "" or ", by way of the proxy …".
std::string route_shown(const Network& network, std::string_view url);

// An address fit for messages: without query and password, which may be secrets.
std::string shown_url(std::string_view url);

// Percent-encoding of all but letters, digits, `-._~` and what `keep` holds.
std::string url_encoded(std::string_view text, std::string_view keep = {});

}  // namespace hfi::hub
