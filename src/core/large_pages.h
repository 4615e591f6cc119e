#pragma once
// Memory of many megabytes, which is written and read sooner when the kernel maps it in pages of 2 MiB.

#include <cstddef>

namespace hfi {

// To be given to std::free. nullptr when there is no memory; `alignment` is a power of two.
void* allocate_in_large_pages(std::size_t bytes, std::size_t alignment = alignof(std::max_align_t));

}  // namespace hfi
