#include "server/http/response_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace hfi::server {
namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 499:
      return "Client Closed Request";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 507:
      return "Insufficient Storage";
    default:
      return "";  // a reason is optional (RFC 9112, 4)
  }
}

// RFC 9110, 5.6.7. Formatted once a second.
std::string_view date() {
  thread_local std::time_t formatted = 0;
  thread_local std::array<char, 32> text{};
  thread_local std::size_t length = 0;
  const auto now = std::time(nullptr);
  if (now != formatted) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
    formatted = now;
  }
  return {text.data(), length};
}

void add(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

std::string begin(int status, const Framing& framing) {
  std::string head;
  head.reserve(384);
  head.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason_of(status));
  head.append("\r\n");
  add(head, "date", date());
  add(head, "x-request-id", framing.request_id);
  add(head, "x-content-type-options", "nosniff");
  if (!framing.keep_alive) add(head, "connection", "close");
  if (framing.keep_alive && !framing.http_1_1) add(head, "connection", "keep-alive");
  return head;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool is_token_char(char c) { return c > ' ' && c < 0x7f && c != ':'; }

}  // namespace

std::string response_head(const Response& response, const Framing& framing) {
  auto head = begin(response.status, framing);
  if (!response.content_type.empty()) add(head, "content-type", response.content_type);
  // neither has a body, and a length would announce one (RFC 9110, 8.6)
  if (response.status != 204 && response.status != 304)
    add(head, "content-length", std::to_string(response.bytes().size()));
  for (const auto& [name, value] : response.headers) add(head, name, value);
  return head.append("\r\n");
}

std::string stream_head(const Framing& framing) {
  auto head = begin(200, framing);
  add(head, "content-type", "text/event-stream");
  add(head, "cache-control", "no-cache");
  add(head, "x-accel-buffering", "no");  // or nginx gathers the events
  if (framing.http_1_1) add(head, "transfer-encoding", "chunked");
  return head.append("\r\n");
}

std::string chunk(std::string_view bytes) {
  std::array<char, 16> size{};
  const auto* const end =
      std::to_chars(size.data(), size.data() + size.size(), bytes.size(), 16).ptr;
  std::string text(size.data(), static_cast<std::size_t>(end - size.data()));
  return text.append("\r\n").append(bytes).append("\r\n");
}

bool well_formed(const Response& response) {
  return std::ranges::none_of(response.content_type, is_control) &&
         std::ranges::all_of(response.headers, [](const auto& header) {
           const auto& [name, value] = header;
           return !name.empty() && std::ranges::all_of(name, is_token_char) &&
                  std::ranges::none_of(value, is_control);
         });
}

}  // namespace hfi::server
