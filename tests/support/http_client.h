#pragma once
// A small blocking HTTP/1.1 client for tests.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "support/wire.h"

namespace hfi::support {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Answer {
  int status = 0;
  Headers headers;  // names in lower case
  std::string body;

  // Empty when there is no such header; `name` in lower case.
  [[nodiscard]] std::string header(std::string_view name) const;
  // The body as JSON; null when it is none.
  [[nodiscard]] json::Value json() const;
  // The `error.code` of an envelope; empty when the body is none.
  [[nodiscard]] std::string error_code() const;
};

struct Ask {
  std::string method = "GET";
  std::string path = "/";
  std::string body{};
  Headers headers{};
};

// As it goes on the wire; `content-length` is added when there is a body.
std::string to_text(const Ask& ask);

// The pieces of a body as they arrive, whatever its framing.
class BodyReader {
 public:
  BodyReader(Wire& wire, const Answer& head);
  // Empty at the end.
  Result<std::string> next();

 private:
  Result<std::string> next_chunk();

  Wire& wire_;
  bool chunked_;
  std::optional<std::size_t> left_;  // of a body with a length
  bool ended_ = false;
};

Result<Answer> receive_head(Wire& wire);
// `method` is that of the request: an answer to HEAD has no body.
Result<Answer> receive_answer(Wire& wire, std::string_view method = "GET");

// Keeps its connection as long as the server does.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port, Wire::Options options = {})
      : port_(port), options_(std::move(options)) {}

  Result<Answer> ask(const Ask& ask);
  Result<Answer> get(const std::string& path) { return ask({.path = path}); }
  Result<Answer> post(const std::string& path, const json::Value& body);
  [[nodiscard]] int connections_made() const { return connections_made_; }

 private:
  std::uint16_t port_;
  Wire::Options options_;
  std::optional<Wire> wire_;
  int connections_made_ = 0;
};

}  // namespace hfi::support
