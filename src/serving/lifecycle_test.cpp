#include "serving/lifecycle.h"

#include <gtest/gtest.h>

namespace hfi::serving {
namespace {

constexpr ModelState all[] = {ModelState::queued, ModelState::downloading, ModelState::loading,
                              ModelState::ready,  ModelState::evicting,    ModelState::gone,
                              ModelState::failed};

TEST(Lifecycle, LeadsFromTheQueueToMemoryAndOut) {
  ModelState at = ModelState::queued;
  for (const auto next : {ModelState::downloading, ModelState::queued, ModelState::loading,
                          ModelState::ready, ModelState::evicting, ModelState::gone}) {
    EXPECT_TRUE(may_become(at, next)) << name_of(at) << " " << name_of(next);
    at = next;
  }
}

TEST(Lifecycle, WhatIsOverStaysOver) {
  for (const auto from : all)
    for (const auto to : all)
      if (is_over(from)) {
        EXPECT_FALSE(may_become(from, to));
      }
}

TEST(Lifecycle, WhatIsReadyIsOnlyEverEvicted) {
  for (const auto to : all)
    EXPECT_EQ(may_become(ModelState::ready, to), to == ModelState::evicting);
}

TEST(Lifecycle, EveryStateThatIsComingCanFail) {
  for (const auto from : all) EXPECT_EQ(may_become(from, ModelState::failed), is_coming(from));
}

}  // namespace
}  // namespace hfi::serving
