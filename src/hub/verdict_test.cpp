#include "hub/verdict.h"

#include <gtest/gtest.h>

#include "core/parse_json.h"
#include "hub/glance.h"

namespace hfi::hub {
namespace {

const Supported supported{.heads = {{"fill-mask", {"ForMaskedLM"}},
                                    {"text-classification", {"ForSequenceClassification"}}},
                          .classes = {{"bert", {"BertModel", "BertForMaskedLM"}}},
                          .onnx = {{"fill-mask", {{"onnx/model.onnx"}, {"model.onnx"}}},
                                   {"depth-estimation", {{"onnx/model.onnx"}}}},
                          .one_of = {{"fill-mask", {"tokenizer.json", "vocab.txt"}}}};
const Room room{.memory_budget = 1000, .disk_free = 1000};

Tree tree_of(const std::vector<std::pair<std::string, std::uint64_t>>& files) {
  Tree tree{.commit = std::string(40, 'a')};
  char digit = '1';
  for (const auto& [path, bytes] : files)
    tree.files.push_back({.path = path, .bytes = bytes, .blob_id = std::string(40, digit++)});
  return *checked_tree(std::move(tree));
}

Candidate bert() {
  return {.task = "fill-mask",
          .gated = Gated::open,
          .config = *json::parse_object(
              R"({"model_type": "bert", "architectures": ["BertForMaskedLM"]})"),
          .tree = tree_of({{"config.json", 10},
                           {"model.safetensors", 400},
                           {"pytorch_model.bin", 400},
                           {"vocab.txt", 50}})};
}

std::vector<std::string> codes(const Candidate& candidate, const Room& where = room) {
  std::vector<std::string> found;
  for (const auto& obstacle : judge(candidate, supported, where).obstacles)
    found.push_back(obstacle.code);
  return found;
}

using Codes = std::vector<std::string>;

TEST(Verdict, OfAModelThatRunsSaysHowAndWhatItCosts) {
  const auto verdict = judge(bert(), supported, room);
  EXPECT_TRUE(verdict.obstacles.empty());
  EXPECT_EQ(verdict.source, "safetensors");
  EXPECT_EQ(verdict.class_name, "BertForMaskedLM");
  EXPECT_EQ(verdict.files, (Files{"config.json", "model.safetensors", "vocab.txt"}));
  EXPECT_EQ(verdict.bytes, 460U);
  EXPECT_EQ(verdict.bytes_to_download, 460U);
  EXPECT_EQ(verdict.memory_bytes, 400U);

  auto partly_here = bert();
  partly_here.blobs_here = {blob_name(*find_file(partly_here.tree, "model.safetensors"))};
  EXPECT_EQ(judge(partly_here, supported, room).bytes_to_download, 60U);
}

TEST(Verdict, TakesTheOnnxExportWhenTheArchitectureIsUnknown) {
  auto candidate = bert();
  candidate.config = json::Object{{"model_type", "unheard-of"}};
  candidate.tree = tree_of({{"config.json", 10},
                            {"model.safetensors", 400},
                            {"model.onnx", 300},
                            {"model.onnx_data", 30},
                            {"tokenizer.json", 5}});
  const auto verdict = judge(candidate, supported, room);
  EXPECT_TRUE(verdict.obstacles.empty());
  EXPECT_EQ(verdict.source, "onnx");
  EXPECT_EQ(verdict.files,
            (Files{"config.json", "model.onnx", "model.onnx_data", "tokenizer.json"}));
  EXPECT_EQ(verdict.memory_bytes, 330U);
}

TEST(Verdict, NamesExactlyWhatIsMissing) {
  auto candidate = bert();
  candidate.config = *json::parse_object(
      R"({"model_type": "xyz", "architectures": ["XyzModel"], "auto_map": {}})");
  EXPECT_EQ(codes(candidate), (Codes{"architecture_not_supported", "remote_code"}));
  const auto verdict = judge(candidate, supported, room);
  EXPECT_EQ(verdict.obstacles[0].message,
            "the architecture \"xyz\" (XyzModel) is not in this program");
  EXPECT_EQ(verdict.source, "");

  candidate = bert();
  candidate.task = "text-classification";
  EXPECT_EQ(judge(candidate, supported, room).obstacles.at(0).message,
            "\"bert\" has no class for text-classification in this program");

  candidate = bert();
  candidate.tree = tree_of({{"config.json", 10},
                            {"pytorch_model.bin", 400},
                            {"training_args.bin", 3},
                            {"model.gguf", 1},
                            {"vocab.txt", 50}});
  const auto pickle = judge(candidate, supported, room);
  ASSERT_EQ(pickle.obstacles.size(), 1U);
  EXPECT_EQ(pickle.obstacles[0].code, "pickle_weights");
  EXPECT_EQ(pickle.obstacles[0].message,
            "its weights are there as pickles alone (pytorch_model.bin), which may hold any type "
            "and run any code; "
            "this program reads safetensors and ONNX, into which the owner can convert them");
  EXPECT_EQ(json::dump(pickle.obstacles[0].details), R"({"files":["pytorch_model.bin"]})");

  candidate.tree = tree_of({{"config.json", 10}, {"training_args.bin", 3}, {"model.gguf", 1}});
  const auto other = judge(candidate, supported, room);
  ASSERT_EQ(other.obstacles.size(), 1U);
  EXPECT_EQ(other.obstacles[0].code, "no_weights");
  EXPECT_EQ(json::dump(other.obstacles[0].details), R"({"formats":["gguf"]})");

  candidate = bert();
  candidate.config.reset();
  EXPECT_EQ(codes(candidate), Codes{"no_config"});

  candidate = bert();
  candidate.tree = tree_of({{"config.json", 10}, {"model.safetensors", 400}});
  EXPECT_EQ(codes(candidate), Codes{"missing_file"});

  candidate = bert();
  candidate.task = "text-to-3d";
  EXPECT_EQ(codes(candidate), Codes{"task_not_supported"});
  candidate.task = "";
  EXPECT_EQ(codes(candidate), Codes{"no_task"});
  candidate.task = "depth-estimation";
  EXPECT_EQ(codes(candidate), Codes{"no_weights"});
}

TEST(Verdict, ComparesWithTheRoomThereIs) {
  EXPECT_EQ(codes(bert(), {.memory_budget = 399, .disk_free = 459}),
            (Codes{"insufficient_memory", "insufficient_disk"}));
  EXPECT_EQ(codes(bert(), {.memory_budget = 400, .disk_free = 460}), Codes{});
  const auto verdict = judge(bert(), supported, {.memory_budget = 399, .disk_free = 1000});
  EXPECT_EQ(verdict.obstacles[0].message, "needs 400 bytes of memory, the budget is 399");
}

TEST(Verdict, ReckonsHalfPrecisionTwice) {
  auto candidate = bert();
  candidate.elements = {{"F16", 200}};
  EXPECT_EQ(judge(candidate, supported, room).memory_bytes, 800U);
  candidate.elements = {{"F16", 100}, {"F32", 50}, {"I64", 2}};
  EXPECT_EQ(judge(candidate, supported, room).memory_bytes, 616U);
  candidate.elements = {{"Q3", 1}};
  EXPECT_EQ(judge(candidate, supported, room).memory_bytes, 400U);
  candidate.elements = {};
  (*candidate.config)["torch_dtype"] = "bfloat16";
  EXPECT_EQ(judge(candidate, supported, room).memory_bytes, 800U);
}

TEST(Verdict, SaysThatAccessHasToBeAskedFor) {
  auto candidate = bert();
  candidate.gated = Gated::manual;
  EXPECT_TRUE(codes(candidate).empty()) << "it may have been granted";
  candidate.refusal =
      Error{ErrorCode::model_gated, "ask at …", {{"url", "https://huggingface.co/org/name"}}};
  const auto object = to_json(judge(candidate, supported, room));
  EXPECT_EQ(object.at("runnable").as_bool(), false);
  EXPECT_EQ(object.at("gated").as_string(), "manual");
  EXPECT_EQ(object.at("obstacles").at(0).at("details").at("url").as_string(),
            "https://huggingface.co/org/name");
}

TEST(Verdict, RefusesFilesThatTheHubServesOtherwise) {
  auto candidate = bert();
  candidate.tree =
      tree_of({{"config.json", 10}, {"model.safetensors", 50'000'000'001}, {"vocab.txt", 50}});
  EXPECT_EQ(codes(candidate, {.memory_budget = 1ULL << 60U, .disk_free = 1ULL << 60U}),
            Codes{"file_too_large"});
}

TEST(Glance, TellsYesNoOrThatItTakesALook) {
  ModelSummary model{.id = "a/b",
                     .pipeline_tag = "fill-mask",
                     .tags = {"safetensors"},
                     .bytes = 400,
                     .model_type = "bert"};
  EXPECT_EQ(glance(model, supported, room).runnable, true);
  model.bytes = 1001;
  EXPECT_EQ(glance(model, supported, room).obstacle, "insufficient_memory");
  model.tags = {};
  EXPECT_EQ(glance(model, supported, room).obstacle, "no_weights");
  model.tags = {"onnx"};
  EXPECT_FALSE(glance(model, supported, room).runnable);
  EXPECT_EQ(glance(model, supported, room).obstacle, "");
  model.tags = {"safetensors"};
  model.model_type = "xyz";
  EXPECT_EQ(glance(model, supported, room).obstacle, "architecture_not_supported");
  model.pipeline_tag = "text-to-3d";
  EXPECT_EQ(glance(model, supported, room).obstacle, "task_not_supported");
  model.pipeline_tag = "";
  EXPECT_EQ(glance(model, supported, room).obstacle, "no_task");
}

TEST(WeightsSize, ComesFromTheHubsCounts) {
  const auto info =
      *json::parse_object(R"({"safetensors": {"parameters": {"F16": 10, "I64": 1}, "total": 11}})");
  EXPECT_EQ(stored_bytes(elements_of(info)), 28U);
  EXPECT_EQ(memory_bytes(elements_of(info)), 48U);
  EXPECT_FALSE(stored_bytes({}));
  EXPECT_FALSE(stored_bytes({{"F32", ~0ULL}}));
  EXPECT_FALSE(memory_bytes(
      elements_of(*json::parse_object(R"({"safetensors": {"parameters": {"F32": -1}}})"))));
}

}  // namespace
}  // namespace hfi::hub
