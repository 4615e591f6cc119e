#include "media/pixels.h"

#include <cstdlib>
#include <new>

#include "core/large_pages.h"

namespace hfi::media {

void* allocate_pixels(std::size_t bytes) {
  void* const memory = allocate_in_large_pages(bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void free_pixels(void* memory) { std::free(memory); }

}  // namespace hfi::media
