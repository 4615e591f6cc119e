#include "models/variant.h"

#include <gtest/gtest.h>

namespace hfi::models {
namespace {

const std::vector<std::string> both = {"config.json", "model.safetensors", "onnx/model.onnx",
                                       "onnx/model_fp16.onnx"};

std::vector<Variant> of_one_network(const std::vector<std::string>& files,
                                    bool architecture_known) {
  const std::vector<std::string> built(architecture_known ? 1 : 0, "fp32");
  return variants(files, built, export_layouts({"model"}));
}

TEST(Variant, PrefersSafetensorsOfAKnownArchitecture) {
  EXPECT_EQ(choose(of_one_network(both, true), {})->source, Source::safetensors);
  EXPECT_EQ(*choose(of_one_network(both, false), {}),
            (Variant{Source::onnx, "fp32", {{"model", "onnx/model.onnx"}}}));
}

TEST(Variant, TakesTheFirstThatFitsWhatIsAskedFor) {
  EXPECT_EQ(choose(of_one_network(both, true), {.source = Source::onnx})->files.at("model"),
            "onnx/model.onnx");
  EXPECT_EQ(choose(of_one_network(both, true), {.dtype = "fp16"})->files.at("model"),
            "onnx/model_fp16.onnx");
  EXPECT_EQ(choose(of_one_network({"onnx/model_quantized.onnx"}, true), {})->dtype, "q8");
}

TEST(Variant, SaysWhatIsThereWhenTheOneAskedForIsNot) {
  const auto chosen = choose(of_one_network(both, true), {.source = Source::onnx, .dtype = "q4"});
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().code, ErrorCode::variant_not_found);
  EXPECT_EQ(chosen.error().message,
            "source \"onnx\" with dtype \"q4\" is not there; the repository offers safetensors "
            "fp32, onnx fp32, "
            "onnx fp16");
  EXPECT_EQ(chosen.error().details.at("available").as_array().size(), 3U);
}

TEST(Variant, FindsShardsAndExportsInTheRoot) {
  EXPECT_EQ(of_one_network({"model.safetensors.index.json", "model.onnx"}, true).size(), 2U);
  EXPECT_EQ(of_one_network({"onnx/model.onnx", "model.onnx"}, true).size(), 1U);
}

TEST(Variant, IsMadeOfAllFilesThatTheNetworksNeed) {
  const std::vector<std::string> files = {
      "onnx/decoder_model.onnx", "onnx/decoder_with_past_model.onnx", "onnx/encoder_model.onnx",
      "onnx/decoder_model_merged_quantized.onnx", "onnx/encoder_model_quantized.onnx"};
  const auto found = variants(files, {}, export_layouts({"encoder", "decoder"}));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].dtype, "fp32");
  EXPECT_EQ(found[0].files.at("decoder_with_past"), "onnx/decoder_with_past_model.onnx");
  EXPECT_EQ(found[1].dtype, "q8");
  EXPECT_EQ(found[1].files.at("decoder"), "onnx/decoder_model_merged_quantized.onnx");
}

TEST(Variant, TakesADecoderAloneOnlyWhereThereIsNoEncoder) {
  const std::vector<std::string> decoder = {"decoder_model_merged.onnx"};
  EXPECT_TRUE(variants(decoder, {}, export_layouts({}))[0].files.contains("model"));
  const std::vector<std::string> with_encoder = {"decoder_model_merged.onnx", "encoder_model.onnx"};
  EXPECT_TRUE(variants(with_encoder, {}, export_layouts({}))[0].files.contains("encoder"));
}

TEST(Variant, OffersACheckpointInEveryPrecisionThatItIsBuiltIn) {
  const auto encoder = variants(both, built_precisions(false), {});
  EXPECT_EQ(choose(encoder, {.source = Source::safetensors})->dtype, "fp32");
  EXPECT_EQ(choose(encoder, {.dtype = "int8"})->source, Source::safetensors);
  EXPECT_FALSE(choose(variants(both, built_precisions(true), {}), {.dtype = "int8"}));
}

TEST(Variant, QuantisesLargeClassesThatGenerateUnasked) {
  EXPECT_EQ(default_precision(true, 2'000'000'000), "q8");
  EXPECT_EQ(default_precision(true, 900'000'000), "fp32");
  EXPECT_EQ(default_precision(false, 2'000'000'000), "fp32");
}

}  // namespace
}  // namespace hfi::models
