#include "server/http/target.h"

#include <algorithm>
#include <array>

namespace hfi::server {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(unsigned char c) { return c < 0x20 || c == 0x7f; }

// The length of the sequence that a byte begins, with the least code point that needs it: shorter
// ones are overlong (RFC 3629, section 3).
struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t least;
};

Lead lead_of(unsigned char c) {
  if (c < 0x80) return {1, c, 0};
  if ((c & 0xe0U) == 0xc0U) return {2, c & 0x1fU, 0x80};
  if ((c & 0xf0U) == 0xe0U) return {3, c & 0x0fU, 0x800};
  if ((c & 0xf8U) == 0xf0U) return {4, c & 0x07U, 0x10000};
  return {0, 0, 0};
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto [length, bits, least] = lead_of(static_cast<unsigned char>(text.front()));
    if (length == 0 || length > text.size()) return false;
    auto code = bits;
    for (const char c : text.substr(1, length - 1)) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte & 0xc0U) != 0x80U) return false;
      code = (code << 6U) | (byte & 0x3fU);
    }
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < least || code > 0x10ffff || surrogate) return false;
    text.remove_prefix(length);
  }
  return true;
}

// http://host/path → /path
std::string_view without_authority(std::string_view text) {
  if (text.starts_with('/') || text == "*") return text;
  const auto scheme = text.find("://");
  if (scheme == std::string_view::npos) return {};
  const auto path = text.find_first_of("/?", scheme + 3);
  return path == std::string_view::npos ? "/" : text.substr(path);
}

Result<std::vector<std::string>> split_path(std::string_view path) {
  std::vector<std::string> segments;
  path.remove_prefix(1);
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find('/', begin), path.size());
    auto segment = TRY(percent_decode(path.substr(begin, end - begin)));
    if (segment == "." || segment == "..")
      return fail(ErrorCode::malformed_http,
                  "path: a segment is \"" + segment + "\"; send the path it stands for");
    segments.push_back(std::move(segment));
    begin = end + 1;
  }
  return segments;
}

Result<std::string> decode_form(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decode(spaced);
}

Result<Pairs> split_query(std::string_view text) {
  Pairs query;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('&', begin), text.size());
    const auto item = text.substr(begin, end - begin);
    const auto equals = std::min(item.find('='), item.size());
    auto name = TRY(within("query", decode_form(item.substr(0, equals))));
    auto value = TRY(within("query", decode_form(item.substr(std::min(equals + 1, item.size())))));
    if (!item.empty()) query.emplace_back(std::move(name), std::move(value));
    begin = end + 1;
  }
  return query;
}

}  // namespace

Result<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0)
      return fail(ErrorCode::malformed_http, "\"" + std::string(text.substr(i, 3)) +
                                                 "\" is no percent-escape; write %25 for %");
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!is_utf8(decoded)) return fail(ErrorCode::malformed_http, "the escapes do not spell UTF-8");
  if (std::ranges::any_of(decoded, is_control))
    return fail(ErrorCode::malformed_http, "control characters are not accepted");
  return decoded;
}

Result<Target> parse_target(std::string_view text) {
  const auto local = without_authority(text);
  if (local == "*") return Target{.path = "*", .segments = {"*"}, .query = {}};
  if (local.empty())
    return fail(ErrorCode::malformed_http, "request target: expected a path that begins with /");
  const auto question = std::min(local.find('?'), local.size());
  auto path = std::string(local.substr(0, question));
  if (path.empty()) path = "/";
  auto segments = TRY(within("path", split_path(path)));
  auto query = TRY(split_query(local.substr(std::min(question + 1, local.size()))));
  return Target{
      .path = std::move(path), .segments = std::move(segments), .query = std::move(query)};
}

}  // namespace hfi::server
