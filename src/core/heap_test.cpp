#include "core/heap.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

#ifndef HFI_SANITIZED  // whose allocators stay in place

namespace hfi {
namespace {

TEST(Heap, CountsWhatThisThreadKeeps) {
  const auto before = heap_bytes_of_this_thread();
  auto kept = std::make_unique<std::vector<char>>(100'000);
  { const std::vector<char> gone(1'000'000); }
  const auto taken = heap_bytes_of_this_thread() - before;
  EXPECT_GE(taken, 100'000);
  EXPECT_LE(taken, 110'000);
  kept.reset();
  EXPECT_EQ(heap_bytes_of_this_thread(), before);
}

TEST(Heap, CountsWhatIsAligned) {
  struct alignas(4096) Page {
    char bytes[4096];
  };
  const auto before = heap_bytes_of_this_thread();
  const std::vector<Page> pages(100);
  EXPECT_GE(heap_bytes_of_this_thread() - before, 409'600);
  EXPECT_LE(heap_bytes_of_this_thread() - before, 420'000);
}

TEST(Heap, IsNotDisturbedByOthers) {
  const auto before = heap_bytes_of_this_thread();
  std::vector<char> of_another;
  std::jthread([&] { of_another.resize(1'000'000); }).join();
  EXPECT_LE(heap_bytes_of_this_thread() - before, 10'000);
}

}  // namespace
}  // namespace hfi

#endif
