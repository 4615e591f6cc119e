#include "serving/work_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace hfi::serving {
namespace {

TEST(WorkPool, RefusesWorkBeyondItsQueue) {
  std::latch started(1);
  std::latch go(1);
  std::atomic<int> done = 0;
  {
    WorkPool pool(1, 2);
    const auto hold = [&] {
      started.count_down();
      go.wait();
      ++done;
    };
    while (!pool.submit(hold)) std::this_thread::yield();
    started.wait();
    EXPECT_TRUE(pool.submit([&] { ++done; }));
    EXPECT_TRUE(pool.submit([&] { ++done; }));
    EXPECT_FALSE(pool.submit([&] { ++done; }));
    EXPECT_EQ(pool.queued(), 2U);
    go.count_down();
  }
  EXPECT_EQ(done, 3);  // what was accepted was finished
}

}  // namespace
}  // namespace hfi::serving
