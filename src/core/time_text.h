#pragma once
// Points in time as text.

#include <chrono>
#include <string>

namespace hfi {

// ISO 8601 in UTC: 2026-11-25T22:27:08Z.
std::string iso_8601(std::chrono::sys_seconds time);

}  // namespace hfi
