#include "runtime/large_pages.h"

#ifndef HFI_SANITIZED

#include <cstdlib>
#include <new>

#include "core/large_pages.h"

// A program may replace these; libraries that it loads then use them as well. Those for arrays and without exceptions call them.
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  void* const memory = hfi::allocate_in_large_pages(bytes, static_cast<std::size_t>(alignment));
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

#endif

void hfi::runtime::take_memory_in_large_pages() {}
