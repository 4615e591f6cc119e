#include "serving/heap.h"

#include <malloc.h>

namespace hfi::serving {

std::uint64_t heap_bytes() {
  const auto info = ::mallinfo2();
  return info.uordblks + info.hblkhd;
}

void trim_heap() { ::malloc_trim(0); }

}  // namespace hfi::serving
