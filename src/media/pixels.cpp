#include "media/pixels.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace hfi::media {

void* allocate_pixels(std::size_t bytes) {
  constexpr std::size_t large_page = std::size_t{2} << 20U;
  const bool large = bytes >= 2 * large_page;
  const auto whole = large ? (bytes + large_page - 1) / large_page * large_page : bytes;
  void* memory = large ? std::aligned_alloc(large_page, whole) : std::malloc(whole);
  if (memory == nullptr) throw std::bad_alloc();
  if (large)
    ::madvise(memory, whole, MADV_HUGEPAGE);  // without it everything is as right, and slower
  return memory;
}

void free_pixels(void* memory) { std::free(memory); }

}  // namespace hfi::media
