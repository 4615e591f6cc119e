#pragma once

#include <cstdint>

#include "core/result.h"

namespace hfi::server {

// Fails with payload_too_large, naming both numbers. `size` is what is announced or already there.
Result<void> within_body_limit(std::uint64_t size, std::uint64_t limit);

}  // namespace hfi::server
