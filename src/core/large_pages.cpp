#include "core/large_pages.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>

namespace hfi {

void* allocate_in_large_pages(std::size_t bytes, std::size_t alignment) {
  constexpr std::size_t large_page = std::size_t{2} << 20U;
  if (bytes < large_page) return std::aligned_alloc(alignment, bytes);
  void* const memory = std::aligned_alloc(std::max(alignment, large_page), bytes);
  // only whole ones, so that no memory is held that nobody asked for; without them everything is as right, and slower
  if (memory != nullptr) ::madvise(memory, bytes / large_page * large_page, MADV_HUGEPAGE);
  return memory;
}

}  // namespace hfi
