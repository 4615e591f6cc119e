#pragma once
// Figures for people.

#include <chrono>
#include <cstdint>
#include <string>

namespace hfi::app {

// 0 B, 999 B, 1.5 kB, 12 MB: powers of 1000, two digits where they tell something.
std::string shown_bytes(std::uint64_t bytes);

// 7 s, 3 min 20 s, 2 h 5 min.
std::string shown_time(std::chrono::seconds time);

}  // namespace hfi::app
