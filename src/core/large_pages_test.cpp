#include "core/large_pages.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>

namespace hfi {
namespace {

std::uintptr_t place_of(std::size_t bytes, std::size_t alignment) {
  const std::unique_ptr<void, decltype(&std::free)> memory(
      allocate_in_large_pages(bytes, alignment), std::free);
  return reinterpret_cast<std::uintptr_t>(memory.get());
}

TEST(LargePages, BeginWhereAPageBegins) {
  EXPECT_EQ(place_of(std::size_t{8} << 20U, 64) % (std::size_t{2} << 20U), 0U);
  EXPECT_EQ(place_of(1000, 64) % 64, 0U);
  EXPECT_NE(place_of(1000, 64), 0U);
}

TEST(LargePages, AreGivenForAnySize) {
  EXPECT_EQ(place_of((std::size_t{8} << 20U) + 1, 64) % (std::size_t{2} << 20U), 0U);
  EXPECT_NE(place_of(1, 1), 0U);
}

#ifndef HFI_SANITIZED  // whose allocators end the program
TEST(LargePages, AreNotGivenWhereThereAreNone) {
  EXPECT_EQ(place_of(std::numeric_limits<std::size_t>::max(), 64), 0U);
}
#endif

}  // namespace
}  // namespace hfi
