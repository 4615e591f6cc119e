#include "tasks/contract/nearest_name.h"

#include <gtest/gtest.h>

namespace hfi::tasks {
namespace {

const std::vector<std::string> names = {"top_k", "top_p", "temperature", "max_new_tokens"};

TEST(NearestName, ForgivesASlipOfTheFingers) {
  EXPECT_EQ(nearest_name("topk", names), "top_k");
  EXPECT_EQ(nearest_name("tempertaure", names), "temperature");
  EXPECT_EQ(nearest_name("max_tokens", names), "max_new_tokens");
}

TEST(NearestName, DoesNotGuessWhenNothingIsNear) {
  EXPECT_EQ(nearest_name("banana", names), std::nullopt);
  EXPECT_EQ(nearest_name("", names), std::nullopt);
  EXPECT_EQ(nearest_name(std::string(65, 'x'), std::vector{std::string(65, 'x')}), std::nullopt);
}

}  // namespace
}  // namespace hfi::tasks
