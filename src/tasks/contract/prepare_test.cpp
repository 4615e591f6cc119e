#include "tasks/contract/prepare.h"

#include <gtest/gtest.h>

#include "core/parse_json.h"
#include "tasks/contract/embedded_schemas.h"

namespace hfi::tasks {
namespace {

Abilities everything_on_cpu() {
  return {.devices = {"cpu"}, .serves = [](std::string_view) { return true; }};
}

Result<Prepared> prepared(std::string_view body, const Abilities& abilities = everything_on_cpu()) {
  return prepare(taxonomy(), abilities, TRY(json::parse(body)));
}

json::Object object(std::string_view text) { return json::parse_object(text).value(); }

// The embedded files and one more task, which only runs on a GPU.
Taxonomy with_a_task_for_gpus() {
  constexpr std::string_view file = R"({
    "task": "render", "title": "Render", "description": "Renders.", "goal": "Create video", "aliases": [],
    "modalities": {"input": ["text"], "output": ["video"]}, "render": "video", "streams": null,
    "needs": {"devices": ["cuda", "mps"]},
    "inputs": {"type": "object", "additionalProperties": false, "required": ["text"],
               "properties": {"text": {"$ref": "../inputs.schema.json#/$defs/text"}}},
    "options": {"type": "object", "additionalProperties": false,
                "allOf": [{"$ref": "../options.schema.json#/$defs/every_task"}]},
    "output": {"type": "object"}, "examples": [{"inputs": {"text": "x"}}]})";
  const auto embedded = embedded_schemas();
  std::vector files(embedded.begin(), embedded.end());
  files.push_back({"render.schema.json", file});
  return Taxonomy::load(files).value();
}

TEST(Prepare, FillsInTheDefaultsOfTheTask) {
  const auto result =
      prepared(R"({"model_id": "gpt2", "task": "text-classification", "inputs": {"text": "x"}})");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->contract->task, "text-classification");
  EXPECT_EQ(result->model_id, "gpt2");
  EXPECT_EQ(result->inputs, object(R"({"text": "x"})"));
  EXPECT_EQ(result->options, object(R"({"top_k": 5})"));
}

TEST(Prepare, KeepsOptionsThatAreGivenEvenZeroAndFalse) {
  const auto result = prepared(
      R"({"model_id": "gpt2", "task": "question-answering", "inputs": {"question": "x", "context": "y"},
          "options": {"doc_stride": 0, "align_to_words": false, "top_k": 3}})");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->options, object(R"({"doc_stride": 0, "align_to_words": false, "top_k": 3,
                                        "max_answer_len": 15, "handle_impossible_answer": false})"));
}

TEST(Prepare, LeavesOutOptionsWhoseDefaultIsTheModels) {
  const auto result = prepared(
      R"({"model_id": "gpt2", "task": "text-generation", "inputs": {"text": "x"}, "options": {"seed": 7}})");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->options, object(R"({"seed": 7, "return_full_text": false})"));
}

TEST(Prepare, TellsWhichFormOfTheModelIsMeant) {
  const auto result = prepared(
      R"({"model_id": "gpt2", "task": "fill-mask", "inputs": {"text": "x"},
          "options": {"revision": "refs/pr/1", "dtype": "q8", "source": "onnx"}})");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->variant.revision, "refs/pr/1");
  EXPECT_EQ(result->variant.device, "cpu");
  EXPECT_EQ(result->variant.dtype, "q8");
  EXPECT_EQ(result->variant.source, "onnx");
  EXPECT_EQ(result->options, object(R"({"top_k": 5})"));
}

TEST(Prepare, RefusesARevisionThatIsNone) {
  const auto result = prepared(
      R"({"model_id": "gpt2", "task": "fill-mask", "inputs": {"text": "x"}, "options": {"revision": "../main"}})");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::invalid_option);
}

TEST(Prepare, TakesTheTaskFromTheInputsAndUnderItsOtherNames) {
  for (
      const auto* body :
      {R"({"model_id": "gpt2", "task": "sentiment-analysis", "inputs": {"text": "x"}})",
       R"({"model_id": "gpt2", "inputs": {"text": "x", "_task": "text-classification"}})",
       R"({"model_id": "gpt2", "task": "", "inputs": {"prompt": "x", "_task": "sentiment-analysis"}})"}) {
    const auto result = prepared(body);
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result->contract->task, "text-classification");
    EXPECT_EQ(result->inputs, object(R"({"text": "x"})"));
  }
}

TEST(Prepare, AcceptsWhatOlderClientsSend) {
  const auto result = prepared(
      R"({"model_id": "gpt2", "intent_id": null, "input_type": "text", "task": "text-generation",
          "inputs": {"text": "x", "extra_args": {"max_new_tokens": 3, "_task": "text-generation"}},
          "options": {"max_new_tokens": 3, "_stream": true}})");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->inputs, object(R"({"text": "x"})"));
  EXPECT_EQ(result->options, object(R"({"max_new_tokens": 3, "return_full_text": false})"));
}

TEST(Prepare, SaysWhatIsMissingAndShowsARequestThatWorks) {
  const auto result = prepared(
      R"({"model_id": "gpt2", "task": "visual-question-answering", "inputs": {"question": "x"}})");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().details.at("missing"), json::Value({"image_base64"}));
  EXPECT_EQ(result.error().details.at("example"),
            json::Value(object(R"({"inputs": {"image_base64": "<base64 of cat.jpg>",
                                              "question": "What animal is this?"}})")));
}

TEST(Prepare, ChecksTheDeviceBeforeTheInputsAndTheRunnerLast) {
  const Abilities nothing{.devices = {"cpu"}, .serves = [](std::string_view) { return false; }};
  const auto code = [&](std::string_view inputs, std::string_view options) {
    const auto body = R"({"model_id": "gpt2", "task": "fill-mask", "inputs": )" +
                      std::string(inputs) + R"(, "options": )" + std::string(options) + "}";
    return prepared(body, nothing).error().code;
  };
  EXPECT_EQ(code(R"({"x": 1})", R"({"device": "cuda", "top_k": 0})"),
            ErrorCode::device_unsupported);
  EXPECT_EQ(code(R"({"x": 1})", R"({"top_k": 0})"), ErrorCode::missing_inputs);
  EXPECT_EQ(code(R"({"text": 1})", R"({"top_k": 0})"), ErrorCode::invalid_input);
  EXPECT_EQ(code(R"({"text": "x"})", R"({"top_k": 0})"), ErrorCode::invalid_option);
  EXPECT_EQ(code(R"({"text": "x"})", R"({"top_k": 1})"), ErrorCode::task_not_supported);
}

TEST(Prepare, RefusesATaskThatNeedsAnotherDevice) {
  const auto tasks = with_a_task_for_gpus();
  const auto refusal = [&](std::vector<std::string> devices, const std::string& device) {
    const Abilities abilities{.devices = std::move(devices),
                              .serves = [](std::string_view) { return true; }};
    const auto body =
        R"({"model_id": "gpt2", "task": "render", "inputs": {"text": "x"}, "options": {"device": ")" +
        device + "\"}}";
    const auto result = prepare(tasks, abilities, json::parse(body).value());
    return result ? "" : result.error().message;
  };
  EXPECT_EQ(refusal({"cpu"}, "cpu"),
            "options.device: \"cpu\" cannot serve render; it needs one of \"cuda\", \"mps\"");
  EXPECT_EQ(refusal({"cpu"}, "cuda"),
            "options.device: \"cuda\" is not available on this machine; choose one of \"cpu\"");
  EXPECT_EQ(refusal({"cpu", "cuda"}, "cuda"), "");
}

TEST(Prepare, RefusesMoreValuesThanItIsWillingToLookAt) {
  json::Array rows(1'000, json::Array(1'001, 1.5));
  json::Object body{{"model_id", "gpt2"}, {"task", "time-series-forecasting"}};
  body["inputs"] = {{"series", std::move(rows)}};
  const auto result = prepare(taxonomy(), everything_on_cpu(), std::move(body));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "body: more than 1000000 values in lists and objects");
}

}  // namespace
}  // namespace hfi::tasks
