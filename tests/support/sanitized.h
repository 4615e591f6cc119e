#pragma once

namespace hfi::support {

// Whether a sanitizer's allocator, which keeps what is freed, stands in for the program's own: resident memory tells nothing.
#ifdef HFI_SANITIZED
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace hfi::support
