#pragma once
// Answers as they go on the wire (RFC 9112).

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace hfi::server {

// What the connection, rather than the handler, decides about an answer.
struct Framing {
  std::string_view request_id;
  bool keep_alive = true;
  bool http_1_1 = true;  // the client's version; ours is always 1.1
};

// Status line and headers, with the length of the body.
std::string response_head(const Response& response, const Framing& framing);

// As above for an event stream: chunked, or ended by closing where the client speaks HTTP/1.0.
std::string stream_head(const Framing& framing);

std::string chunk(std::string_view bytes);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";
inline constexpr std::string_view continue_head = "HTTP/1.1 100 Continue\r\n\r\n";

// Names are tokens and values hold no control characters: nothing in them can end the head.
bool well_formed(const Response& response);

}  // namespace hfi::server
