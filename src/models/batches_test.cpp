#include "models/batches.h"

#include <gtest/gtest.h>

#include <numeric>

namespace hfi::models {
namespace {

const Padding padding = {{"input_ids", 9}};

Tensors item(std::vector<std::int64_t> ids) {
  const auto length = static_cast<std::int64_t>(ids.size());
  return {{"input_ids", Tensor::of<std::int64_t>({1, length}, ids)}};
}

Tensors of_length(std::size_t length) { return item(std::vector<std::int64_t>(length, 1)); }

TEST(Batches, StacksLikeLengthsAndLeavesUnlikeOnesApart) {
  const Items items = {of_length(10), of_length(100), of_length(10), of_length(96)};
  const auto made = groups(items, padding, {});
  EXPECT_EQ(made, (std::vector<std::vector<std::size_t>>{{1, 3}, {0, 2}}));
}

TEST(Batches, KeepsAGroupWithinItsLimits) {
  const Items items(5, of_length(10));
  EXPECT_EQ(groups(items, padding, {.elements = 20}).size(), 3U);
  EXPECT_EQ(groups(items, padding, {.items = 1}).size(), 5U);
}

TEST(Batches, LeavesBatchesAlone) {
  const Tensors two = {
      {"input_ids", Tensor::of<std::int64_t>({2, 3}, std::vector<std::int64_t>(6, 1))}};
  EXPECT_EQ(groups({two, two}, padding, {}).size(), 2U);
}

TEST(Batches, PadsToTheLongestAndCutsTheAnswersBack) {
  const Items items = {item({1, 2, 3}), item({4, 5})};
  const auto batch = stack(items, {0, 1}, padding);
  const auto ids = batch.at("input_ids").values<std::int64_t>();
  EXPECT_EQ(std::vector(ids.begin(), ids.end()), (std::vector<std::int64_t>{1, 2, 3, 4, 5, 9}));

  std::vector<float> numbers(2 * 3 * 2);
  std::iota(numbers.begin(), numbers.end(), 0.0F);
  const Tensors outputs = {{"hidden", Tensor::of<float>({2, 3, 2}, numbers)},
                           {"logits", Tensor::of<float>({2, 3}, std::vector<float>(6, 1.0F))}};
  const auto cut = unstack(outputs, 1, 3, 2, {"logits"});
  EXPECT_EQ(cut.at("hidden").shape(), (Shape{1, 2, 2}));
  EXPECT_EQ(cut.at("hidden").values<float>()[3], 9.0F);
  EXPECT_EQ(cut.at("logits").shape(), (Shape{1, 3}));
}

}  // namespace
}  // namespace hfi::models
