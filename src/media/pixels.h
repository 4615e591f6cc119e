#pragma once
// The memory of pictures.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hfi::media {

// Large pictures lie in large pages, where the system has them: giving a picture of 12 megapixels its memory in pages of
// 4 KiB can take longer than decoding it.
void* allocate_pixels(std::size_t bytes);
void free_pixels(void* memory);

template <class T>
struct PixelAllocator {
  using value_type = T;

  PixelAllocator() = default;
  template <class U>
  PixelAllocator(const PixelAllocator<U>&) {
  }  // NOLINT(google-explicit-constructor): allocators convert

  T* allocate(std::size_t count) { return static_cast<T*>(allocate_pixels(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t) { free_pixels(memory); }

  friend bool operator==(const PixelAllocator&, const PixelAllocator&) { return true; }
};

using Pixels = std::vector<std::uint8_t, PixelAllocator<std::uint8_t>>;

}  // namespace hfi::media
