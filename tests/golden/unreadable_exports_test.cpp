// Exports whose layout no task understands: the error says what goes in and what comes out.

#include <gtest/gtest.h>

#include "golden/golden_server.h"

namespace hfi::golden {
namespace {

struct Export {
  std::string model;
  std::string task;
  std::string reason;
  std::string ports;
};

class UnreadableExports : public testing::TestWithParam<Export> {};

TEST_P(UnreadableExports, AreRefusedWithTheirInputsAndOutputs) {
  const auto body = request_of({{"model", "golden/" + GetParam().model}, {"task", GetParam().task}},
                               {{"inputs", {{"image_base64", {{"$file", "pictures/photo.jpg"}}}}},
                                {"options", json::Object()}},
                               "onnx");
  auto asked = body;
  if (GetParam().task == "zero-shot-image-classification")
    asked["inputs"].as_object()["candidate_labels"] = {"a house", "a cat"};
  const auto answer = GoldenServer::get().ask(asked);
  EXPECT_EQ(answer.status, 422) << answer.body;
  EXPECT_EQ(answer.error_code(), "model_unsupported");
  const std::string message(answer.json().at("error").at("message").as_string());
  EXPECT_NE(message.find(GetParam().reason), std::string::npos) << message;
  EXPECT_NE(message.find(GetParam().ports), std::string::npos) << message;
}

INSTANTIATE_TEST_SUITE_P(
    , UnreadableExports,
    testing::Values(
        Export{"unreadable-input", "image-classification", "channels, height and width",
               "inputs: image float32 [-1, -1, -1, -1]; outputs: result float32 [-1, -1]"},
        Export{"unreadable-detections", "object-detection", "pred_boxes",
               "inputs: image float32 [-1, 3, 8, 8]; outputs: result float32 [1, 4, 48]"},
        Export{"unreadable-masks", "image-segmentation", "[1, classes or queries, height, width]",
               "inputs: image float32 [-1, 3, 8, 8]; outputs: result float32 [-1, 8, 24]"},
        Export{"unreadable-depths", "depth-estimation", "[1, height, width]",
               "inputs: image float32 [-1, 3, 8, 8]; outputs: result float32 [-1, 3, 8, 8]"},
        Export{"clip-towers-image-feature-extraction", "zero-shot-image-classification",
               "logit_scale", "outputs: image_embeds float32 [-1, 16]"},
        Export{"clip-zero-shot-image-classification", "image-feature-extraction",
               "vision_model.onnx", "pixel_values float32 [-1, 3, 32, 32]"}),
    [](const auto& test) {
      auto name = test.param.model;
      std::ranges::replace(name, '-', '_');
      return name;
    });

}  // namespace
}  // namespace hfi::golden
