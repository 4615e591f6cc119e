#pragma once

namespace hfi::support {

// Whether a sanitizer's allocator, which keeps what is freed, stands in for the program's own: resident memory tells nothing.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace hfi::support
