#pragma once
// What this machine offers the process.

#include <cstdint>

namespace hfi::serving {

// Bytes of memory: those of the machine, or fewer where a control group sets a limit.
std::uint64_t memory_of_this_process();

}  // namespace hfi::serving
