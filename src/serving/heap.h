#pragma once
// The memory that this process has taken, as the allocator counts it.

#include <cstdint>

namespace hfi::serving {

// In use, in all arenas and in mappings of their own; files that are mapped do not count.
std::uint64_t heap_bytes();

// Gives free memory back to the system.
void trim_heap();

}  // namespace hfi::serving
