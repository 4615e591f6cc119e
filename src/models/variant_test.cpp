#include "models/variant.h"

#include <gtest/gtest.h>

namespace hfi::models {
namespace {

const std::vector<std::string> both = {"config.json", "model.safetensors", "onnx/model.onnx",
                                       "onnx/model_fp16.onnx"};

TEST(Variant, PrefersSafetensorsOfAKnownArchitecture) {
  EXPECT_EQ(choose(variants(both, true), {})->source, Source::safetensors);
  EXPECT_EQ(*choose(variants(both, false), {}), (Variant{Source::onnx, "fp32", "onnx/model.onnx"}));
}

TEST(Variant, TakesTheFirstThatFitsWhatIsAskedFor) {
  EXPECT_EQ(choose(variants(both, true), {.source = Source::onnx})->file, "onnx/model.onnx");
  EXPECT_EQ(choose(variants(both, true), {.dtype = "fp16"})->file, "onnx/model_fp16.onnx");
  EXPECT_EQ(choose(variants({"onnx/model_quantized.onnx"}, true), {})->dtype, "q8");
}

TEST(Variant, SaysWhatIsThereWhenTheOneAskedForIsNot) {
  const auto chosen = choose(variants(both, true), {.source = Source::onnx, .dtype = "q4"});
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().code, ErrorCode::variant_not_found);
  EXPECT_EQ(chosen.error().message,
            "source \"onnx\" with dtype \"q4\" is not there; the repository offers safetensors "
            "fp32, onnx fp32, "
            "onnx fp16");
  EXPECT_EQ(chosen.error().details.at("available").as_array().size(), 3U);
}

TEST(Variant, FindsShardsAndExportsInTheRoot) {
  EXPECT_EQ(variants({"model.safetensors.index.json", "model.onnx"}, true).size(), 2U);
  EXPECT_EQ(variants({"onnx/model.onnx", "model.onnx"}, true).size(), 1U);
}

}  // namespace
}  // namespace hfi::models
