#include "server/http/middleware/body_limit.h"

namespace hfi::server {

Result<void> within_body_limit(std::uint64_t size, std::uint64_t limit) {
  if (size <= limit) return {};
  return fail(ErrorCode::payload_too_large,
              "body: " + std::to_string(size) + " bytes, the limit is " + std::to_string(limit) +
                  "; send less",
              {{"size", size}, {"limit", limit}});
}

}  // namespace hfi::server
