#pragma once
// Bytes to a request, as they come (RFC 9112). Limits are checked before anything is stored.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/limits.h"
#include "server/http/message.h"

namespace hfi::server {

struct RequestHead {
  std::string method;
  std::string target;
  Pairs headers;
  bool http_1_1 = false;
  bool keep_alive = false;
  bool expects_continue = false;
};

class RequestParser {
 public:
  explicit RequestParser(const Limits& limits);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  // Takes what it can use from the front of `bytes` and says how much that was; the rest must be
  // presented again with more behind it. Stops after the head, so that it can be looked at before
  // the body. Fails with malformed_http, uri_too_long, headers_too_large or payload_too_large;
  // what it has read until then remains in head().
  Result<std::size_t> feed(std::string_view bytes);

  [[nodiscard]] bool head_complete() const;
  [[nodiscard]] bool complete() const;
  [[nodiscard]] const RequestHead& head() const;

  [[nodiscard]] std::uint64_t body_received() const;
  // Announced by Content-Length; nullopt for a chunked body.
  [[nodiscard]] std::optional<std::uint64_t> body_announced() const;
  std::string take_body();

 private:
  class Adapter;
  std::unique_ptr<Adapter> adapter_;
};

}  // namespace hfi::server
