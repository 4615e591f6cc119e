#pragma once
// What a handler receives and what it answers. Handlers are plain blocking functions: nothing here
// knows of sockets or of the event loop.

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/json.h"
#include "core/result.h"
#include "server/http/event_sink.h"

namespace hfi::server {

enum class Method { get, head, post, put, patch, del, options, other };

// The name is case-sensitive (RFC 9110, 9.1); one we do not know is `other`.
Method method_of(std::string_view name);
std::string_view name_of(Method method);

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string id;  // of the caller (`x-request-id`), or fresh; on every answer and log line
  Method method = Method::get;
  std::string path;  // as sent, without the query
  Pairs parameters;  // {name} of the pattern, percent-decoded
  Pairs query;       // percent-decoded, in the order sent
  Pairs headers;     // in the order sent
  std::string body;
  std::string peer;  // address:port
  // Asked to stop when the client has gone or the server gives up waiting for it. Callbacks on it
  // run on the I/O thread: they must only flag or wake.
  std::stop_token cancelled;
  // What the handler adds to the log line of this request (model, task, stages, …). Mutable,
  // because it describes the request and is no part of it. For the handler's own thread only.
  mutable json::Object log;

  // The first of that name; nullopt when there is none. Header names compare without case.
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

using SharedBytes = std::shared_ptr<const std::string>;

struct Response {
  int status = 200;
  std::string content_type;  // empty: no such header
  Pairs headers{};           // besides those that every answer carries
  std::variant<std::string, SharedBytes> body{};

  [[nodiscard]] std::string_view bytes() const;
};

// A `text/event-stream`. `run` writes the events; it is called on the worker that ran the handler,
// after the head of the answer. The Request of the handler is valid until `run` has returned.
struct Stream {
  std::function<void(EventSink&)> run;
};

using Reply = std::variant<Response, Stream>;

// An Error becomes the envelope with the status of its code.
using Handler = std::function<Result<Reply>(const Request&)>;

bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace hfi::server
