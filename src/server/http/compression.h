#pragma once
// Smaller answers for clients that take them. compression.cpp alone knows the library behind it.

#include "server/http/message.h"

namespace hfi::server {

// The same answer, gzipped when the client says that it takes that and it is worth it. Costs time: not for I/O threads.
Response compressed(Response response, const Request& request);

// What `accept-encoding` says of gzip (RFC 9110, 12.5.3).
bool accepts_gzip(std::string_view accept_encoding);

std::string gzip(std::string_view bytes);

}  // namespace hfi::server
