#include "hub/network.h"

#include <array>
#include <cctype>
#include <filesystem>

#include "core/ascii.h"

namespace hfi::hub {
namespace {

std::string proxy_of(const Environment& environment, std::string_view name) {
  for (const auto& candidate : {ascii_lower(name), std::string(name)})
    if (auto value = value_of(environment, candidate); !value.empty()) return value;
  return {};
}

Result<std::string> existing(const Environment& environment, std::string_view name) {
  auto path = value_of(environment, name);
  std::error_code error;
  if (path.empty() || std::filesystem::exists(path, error)) return path;
  return fail(ErrorCode::invalid_option, std::string(name) + ": there is no " + path);
}

}  // namespace

Result<Network> network_of(const Environment& environment) {
  const auto any = proxy_of(environment, "ALL_PROXY");
  Network network{.http_proxy = proxy_of(environment, "HTTP_PROXY"),
                  .https_proxy = proxy_of(environment, "HTTPS_PROXY"),
                  .no_proxy = proxy_of(environment, "NO_PROXY"),
                  .ca_folder = TRY(existing(environment, "SSL_CERT_DIR"))};
  if (network.http_proxy.empty()) network.http_proxy = any;
  if (network.https_proxy.empty()) network.https_proxy = any;
  for (const auto* name : {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"})
    if (network.ca_file.empty()) network.ca_file = TRY(existing(environment, name));
  return network;
}

std::string route_shown(const Network& network, std::string_view url) {
  const auto& proxy = url.starts_with("https:") ? network.https_proxy : network.http_proxy;
  if (proxy.empty()) return {};
  const auto direct =
      network.no_proxy.empty() ? "" : " (directly to NO_PROXY=" + network.no_proxy + ")";
  return ", by way of the proxy " + shown_url(proxy) + direct;
}

std::string shown_url(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto scheme = url.find("://");
  const auto host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const auto password = url.substr(0, url.find('/', host)).rfind('@');
  if (password == std::string_view::npos) return std::string(url);
  return std::string(url.substr(0, host)) + std::string(url.substr(password + 1));
}

std::string url_encoded(std::string_view text, std::string_view keep) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "-._~";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = (byte < 0x80 && std::isalnum(byte) != 0) ||
                      plain.find(c) != std::string_view::npos ||
                      keep.find(c) != std::string_view::npos;
    if (kept) {
      encoded += c;
      continue;
    }
    encoded += '%';
    encoded += digits[byte >> 4U];
    encoded += digits[byte & 15U];
  }
  return encoded;
}

}  // namespace hfi::hub
