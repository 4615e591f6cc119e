#include "core/heap.h"

#include <malloc.h>

#include <cstdlib>
#include <new>

#include "core/large_pages.h"

namespace {

constinit thread_local std::int64_t bytes_of_this_thread = 0;

}  // namespace

#ifndef HFI_SANITIZED

namespace {

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  bytes_of_this_thread += static_cast<std::int64_t>(::malloc_usable_size(memory));
  return memory;
}

void give_back(void* memory) {
  bytes_of_this_thread -= static_cast<std::int64_t>(::malloc_usable_size(memory));
  std::free(memory);
}

}  // namespace

// Those for arrays and without exceptions call these.
void* operator new(std::size_t bytes) { return counted(std::malloc(bytes == 0 ? 1 : bytes)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return counted(hfi::allocate_in_large_pages(bytes, static_cast<std::size_t>(alignment)));
}

void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }

#endif

namespace hfi {

std::int64_t heap_bytes_of_this_thread() { return bytes_of_this_thread; }

void trim_heap() { ::malloc_trim(0); }

void use_own_operator_new() {}

}  // namespace hfi
