#include "core/large_pages.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>

namespace hfi {

void* allocate_in_large_pages(std::size_t bytes, std::size_t alignment) {
  constexpr std::size_t large_page = std::size_t{2} << 20U;
  const bool large = bytes >= large_page;
  void* memory = nullptr;
  // aligned_alloc wants a multiple of the alignment
  if (::posix_memalign(&memory, std::max({alignment, sizeof(void*), large ? large_page : 0}),
                       bytes) != 0)
    return nullptr;
  // only whole ones, so that no memory is held that nobody asked for; without them everything is as right, and slower
  if (large) ::madvise(memory, bytes / large_page * large_page, MADV_HUGEPAGE);
  return memory;
}

}  // namespace hfi
