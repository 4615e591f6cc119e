#include "hub/needed_files.h"

#include <gtest/gtest.h>

namespace hfi::hub {
namespace {

using Paths = std::vector<std::string>;

Tree tree_of(const Paths& paths) {
  Tree tree{.commit = std::string(40, 'a')};
  for (const auto& path : paths)
    tree.files.push_back({.path = path, .bytes = 1, .blob_id = std::string(40, '1')});
  return *checked_tree(std::move(tree));
}

Paths needed(const Paths& paths, const Want& want = {}) {
  const auto files = needed_files(tree_of(paths), want);
  return files ? *files : Paths{"error: " + files.error().message};
}

const Paths bert = {".gitattributes",         "README.md",          "config.json",
                    "coreml/model.mlpackage", "flax_model.msgpack", "model.onnx",
                    "model.safetensors",      "onnx/model.onnx",    "onnx/config.json",
                    "pytorch_model.bin",      "rust_model.ot",      "tf_model.h5",
                    "tokenizer.json",         "vocab.txt"};

TEST(NeededFiles, AreTheConfigurationAndOneSetOfWeights) {
  EXPECT_EQ(needed(bert),
            (Paths{"config.json", "model.safetensors", "tokenizer.json", "vocab.txt"}));
  EXPECT_EQ(needed(bert, {.weights = Want::Weights::onnx, .onnx_files = {"onnx/model.onnx"}}),
            (Paths{"config.json", "onnx/model.onnx", "tokenizer.json", "vocab.txt"}));
  EXPECT_EQ(needed(bert, {.weights = Want::Weights::none}),
            (Paths{"config.json", "tokenizer.json", "vocab.txt"}));
}

TEST(NeededFiles, HoldAllPartsAndTheirIndex) {
  EXPECT_EQ(needed({"config.json", "consolidated.safetensors", "model-00001-of-00002.safetensors",
                    "model-00002-of-00002.safetensors", "model.fp16.safetensors",
                    "model.safetensors.index.json", "pytorch_model.bin.index.json"}),
            (Paths{"config.json", "model-00001-of-00002.safetensors",
                   "model-00002-of-00002.safetensors", "model.safetensors.index.json"}));
}

TEST(NeededFiles, HoldTheExternalDataOfAGraph) {
  const Paths files{"onnx/model.onnx", "onnx/model.onnx_data", "onnx/model.onnx_data_1",
                    "onnx/model_q4.onnx", "onnx/model_q4.onnx_data"};
  EXPECT_EQ(needed(files, {.weights = Want::Weights::onnx, .onnx_files = {"onnx/model.onnx"}}),
            (Paths{"onnx/model.onnx", "onnx/model.onnx_data", "onnx/model.onnx_data_1"}));
  EXPECT_EQ(
      needed({"decoder.onnx", "encoder.onnx", "encoder.onnx.data"},
             {.weights = Want::Weights::onnx, .onnx_files = {"encoder.onnx", "decoder.onnx"}}),
      (Paths{"decoder.onnx", "encoder.onnx", "encoder.onnx.data"}));
}

TEST(NeededFiles, FollowTheFoldersOfSentenceTransformersAndDiffusers) {
  EXPECT_EQ(needed({"1_Pooling/config.json", "2_Dense/config.json", "2_Dense/model.safetensors",
                    "2_Dense/pytorch_model.bin", "config.json", "model.safetensors", "modules.json",
                    "onnx/config.json", "openvino/config.json"}),
            (Paths{"1_Pooling/config.json", "2_Dense/config.json", "2_Dense/model.safetensors",
                   "config.json", "model.safetensors", "modules.json"}));
  EXPECT_EQ(needed({"model_index.json", "sd.ckpt", "sd.safetensors", "tokenizer/vocab.json",
                    "unet/config.json", "unet/diffusion_pytorch_model.fp16.safetensors",
                    "unet/diffusion_pytorch_model.safetensors"}),
            (Paths{"model_index.json", "tokenizer/vocab.json", "unet/config.json",
                   "unet/diffusion_pytorch_model.safetensors"}));
  EXPECT_EQ(needed({"config.json", "model.safetensors", "checkpoint-1/config.json",
                    "checkpoint-1/model.safetensors"}),
            (Paths{"config.json", "model.safetensors"}));
}

TEST(NeededFiles, SayWhichWeightsThereAreInstead) {
  const auto files = needed_files(tree_of({"config.json", "pytorch_model.bin"}), {});
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().code, ErrorCode::variant_not_found);
  EXPECT_EQ(json::dump(files.error().details), R"({"available":["pytorch_model.bin"]})");
  EXPECT_FALSE(needed_files(
      tree_of(bert), {.weights = Want::Weights::onnx, .onnx_files = {"onnx/model_q4.onnx"}}));
  EXPECT_FALSE(needed_files(tree_of(bert), {.weights = Want::Weights::onnx}));
  EXPECT_FALSE(needed_files(tree_of({"model.safetensors.index.json"}), {}));
}

}  // namespace
}  // namespace hfi::hub
