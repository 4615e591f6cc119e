#include "tensor/math.h"

#include <gtest/gtest.h>

#include "tensor/tensor.h"

namespace hfi {
namespace {

TEST(Math, SoftmaxSumsToOneAndSurvivesLargeLogits) {
  const auto scores = softmax(std::vector{1000.0F, 1001.0F});
  EXPECT_NEAR(scores[0], 0.26894143F, 1e-7);
  EXPECT_NEAR(scores[0] + scores[1], 1, 1e-7);
  EXPECT_TRUE(softmax({}).empty());
}

TEST(Math, TopIndicesKeepTheOrderOfEqualScores) {
  const std::vector scores{0.2F, 0.5F, 0.2F, 0.5F};
  EXPECT_EQ(top_indices(scores, 3), (std::vector<std::size_t>{1, 3, 0}));
  EXPECT_EQ(top_indices(scores, 9).size(), 4U);
}

TEST(Math, NormalisesToLengthOne) {
  std::vector vector{3.0F, 4.0F};
  normalise(vector);
  EXPECT_FLOAT_EQ(vector[0], 0.6F);
  std::vector zeros{0.0F, 0.0F};
  normalise(zeros);
  EXPECT_EQ(zeros[0], 0.0F);
}

TEST(Tensor, RowsAndReshapesShareMemory) {
  const auto tensor = Tensor::of<float>({3, 2}, std::vector{0.0F, 1.0F, 2.0F, 3.0F, 4.0F, 5.0F});
  const auto last = tensor.rows(2, 3).reshaped({2});
  EXPECT_EQ(last.values<float>()[1], 5.0F);
  last.mutable_values<float>()[1] = 7;
  EXPECT_EQ(tensor.values<float>()[5], 7.0F);
}

}  // namespace
}  // namespace hfi
