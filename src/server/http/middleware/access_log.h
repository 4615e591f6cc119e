#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "server/http/message.h"

namespace hfi::server {

// How an exchange ended.
struct Outcome {
  int status = 0;
  std::uint64_t bytes = 0;  // of the answer, head included, that the system took
  std::chrono::steady_clock::duration elapsed{};
  std::optional<std::uint64_t> events{};  // of a stream
  bool client_left = false;               // before the answer was written
};

// The fields of the one line that a request leaves in the log; those of the handler come last.
json::Object access_fields(const Request& request, const Outcome& outcome);

}  // namespace hfi::server
