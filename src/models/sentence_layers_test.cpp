#include "models/sentence_layers.h"

#include <gtest/gtest.h>

#include "fakes/temporary_folder.h"
#include "models/pooling.h"
#include "models/sentence_modules.h"

namespace hfi::models {
namespace {

using fakes::write_file;

// Three tokens of two numbers.
Tensor tokens() { return Tensor::of<float>({1, 3, 2}, std::vector<float>{1, 10, 3, -20, 5, 30}); }

TEST(Pooling, CountsTheTokensOfAPromptForClsOnly) {
  using enum PoolingMode;
  EXPECT_EQ(pool(tokens(), {cls}, 1), (std::vector<float>{1, 10}));
  EXPECT_EQ(pool(tokens(), {mean}, 1), (std::vector<float>{4, 5}));
  EXPECT_EQ(pool(tokens(), {max}, 1), (std::vector<float>{5, 30}));
  EXPECT_EQ(pool(tokens(), {weighted_mean}, 1),
            (std::vector<float>{(2.0F * 3 + 3 * 5) / 5, (2.0F * -20 + 3 * 30) / 5}));
  EXPECT_EQ(pool(tokens(), {mean, last_token}), (std::vector<float>{3, 20.0F / 3, 5, 30}));
}

TEST(SentenceLayers, RefuseAVectorOfAnotherLength) {
  const DenseLayer dense{
      Tensor::of<float>({1, 2}, std::vector<float>{2, 3}), {}, [](float x) { return x; }};
  EXPECT_EQ(*apply(dense, {1, 10}), std::vector<float>{32});
  EXPECT_EQ(apply(dense, {1, 10, 100}).error().message,
            "modules.json: a module takes 2 numbers, the one before gives 3");
}

struct Wrong {
  std::string modules;
  ErrorCode code;
  std::string message;
};

class WrongModules : public testing::TestWithParam<Wrong> {};

TEST_P(WrongModules, AreRefusedByName) {
  const fakes::TemporaryFolder folder;
  write_file(folder.path() / "modules.json", GetParam().modules);
  write_file(folder.path() / "1_Pooling/config.json", R"({"pooling_mode_mean_tokens": true})");
  write_file(folder.path() / "2_Dense/config.json", R"({"activation_function": "torch.nn.Mish"})");
  const auto modules = read_sentence_modules(folder.path());
  ASSERT_FALSE(modules);
  EXPECT_EQ(modules.error().code, GetParam().code);
  EXPECT_NE(modules.error().message.find(GetParam().message), std::string::npos)
      << modules.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    , WrongModules,
    testing::Values(
        Wrong{R"([{"type": "sentence_transformers.models.Pooling", "path": "../elsewhere"}])",
              ErrorCode::model_invalid, "expected the name of a folder"},
        Wrong{R"([{"type": "sentence_transformers.models.Dense", "path": "2_Dense"}])",
              ErrorCode::model_unsupported, "before a Pooling"},
        Wrong{
            R"([{"type": "x.Pooling", "path": "1_Pooling"}, {"type": "x.LSTM", "path": "2_LSTM"}])",
            ErrorCode::model_unsupported, "\"LSTM\" is not built in"},
        Wrong{
            R"([{"type": "x.Pooling", "path": "1_Pooling"}, {"type": "x.Dense", "path": "2_Dense"}])",
            ErrorCode::model_unsupported, "model.safetensors"}));

TEST(SentenceModules, NameADefaultPromptThatIsThere) {
  const fakes::TemporaryFolder folder;
  write_file(folder.path() / "modules.json", "[]");
  write_file(folder.path() / "config_sentence_transformers.json",
             R"({"prompts": {"query": "q: "}, "default_prompt_name": "passage"})");
  EXPECT_EQ(read_sentence_modules(folder.path()).error().code, ErrorCode::model_invalid);
}

}  // namespace
}  // namespace hfi::models
