// Repositories whose files are damaged or hostile: each is refused with a clear error, and the server goes on answering.

#include <gtest/gtest.h>

#include <fstream>

#include "failures/failing_server.h"
#include "fakes/temporary_folder.h"

namespace hfi::failures {
namespace {

namespace fs = std::filesystem;
using Damage = std::function<void(const fs::path& folder)>;

struct Broken {
  std::string name;
  Damage damage;
  std::string code;
  std::string message;  // a part of it
};

Damage write(const std::string& file, const std::string& content) {
  return [=](const fs::path& folder) { fakes::write_file(folder / file, content); };
}

Damage truncate(const std::string& file, std::uintmax_t size) {
  return [=](const fs::path& folder) { fs::resize_file(folder / file, size); };
}

Damage remove(const std::string& file) {
  return [=](const fs::path& folder) { fs::remove(folder / file); };
}

Damage replace(const std::string& file, const std::string& from, const std::string& to) {
  return [=](const fs::path& folder) {
    auto text = fakes::content_of(folder / file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    fakes::write_file(folder / file, text.replace(at, from.size(), to));
  };
}

Damage safetensors(const std::string& header, std::size_t data) {
  const std::uint64_t length = header.size();
  return write("model.safetensors", std::string(reinterpret_cast<const char*>(&length), 8) +
                                        header + std::string(data, '\0'));
}

const std::vector<Broken> broken_files = {
    {"NoConfig", remove("config.json"), "model_invalid", "config.json"},
    {"ConfigIsNotJson", write("config.json", "{\"model_type\": "), "model_invalid", "config.json"},
    {"ConfigIsAList", write("config.json", "[]"), "model_invalid", "expected an object"},
    {"ConfigIsDeep", write("config.json", std::string(100000, '[')), "model_invalid",
     "config.json"},
    {"ConfigLacksHeads", replace("config.json", "\"num_attention_heads\"", "\"heads\""),
     "model_invalid", "num_attention_heads: expected an integer, missing"},
    {"ConfigHeadsAreText",
     replace("config.json", "\"num_attention_heads\": 4", "\"num_attention_heads\": \"4\""),
     "model_invalid", "got \"4\""},
    {"UnknownArchitecture",
     replace("config.json", "\"model_type\": \"bert\"", "\"model_type\": \"nobert\""),
     "model_unsupported", "nobert"},
    {"UnknownActivation",
     replace("config.json", "\"hidden_act\": \"gelu\"", "\"hidden_act\": \"gelu2\""),
     "model_unsupported", "gelu2"},
    {"IsADecoder", replace("config.json", "\"is_decoder\": false", "\"is_decoder\": true"),
     "model_unsupported", "is_decoder"},
    {"MoreLayersThanWeights",
     replace("config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"),
     "model_invalid", "lacks 16 weights"},
    {"HeadsDoNotDivide",
     replace("config.json", "\"num_attention_heads\": 4", "\"num_attention_heads\": 5"),
     "model_unsupported", "does not divide"},
    {"AMillionLayers",
     replace("config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1000000"),
     "model_invalid", "num_hidden_layers"},
    {"NoHeads", replace("config.json", "\"num_attention_heads\": 4", "\"num_attention_heads\": 0"),
     "model_unsupported", "does not divide"},
    {"NegativeVocabulary", replace("config.json", "\"vocab_size\": ", "\"vocab_size\": -"),
     "model_unsupported", "vocab_size and hidden_size"},
    {"AnotherHiddenSize", replace("config.json", "\"hidden_size\": 32", "\"hidden_size\": 40"),
     "model_unsupported", "[600, 40]"},
    {"EpsilonIsText",
     replace("config.json", "\"layer_norm_eps\": 1e-12", "\"layer_norm_eps\": \"small\""),
     "model_invalid", "layer_norm_eps"},
    {"ConfigIsHuge", write("config.json", std::string(70'000'000, ' ')), "model_invalid",
     "config.json"},
    {"LabelsHaveGaps", replace("config.json", "\"2\": \"LABEL_2\"", "\"5\": \"LABEL_2\""),
     "model_invalid", "gaps"},
    {"LabelIsANumber", replace("config.json", "\"2\": \"LABEL_2\"", "\"2\": 2"), "model_invalid",
     "id2label"},
    {"TooFewLabels",
     replace("config.json", "\"1\": \"LABEL_1\",\n    \"2\": \"LABEL_2\"", "\"1\": \"LABEL_1\""),
     "model_invalid", "names 2 labels, the model gives 3"},
    {"WeightsAreGone", remove("model.safetensors"), "model_unsupported", "neither"},
    {"WeightsAreEmpty", truncate("model.safetensors", 0), "model_invalid", "model.safetensors"},
    {"WeightsEndInTheHeader", truncate("model.safetensors", 100), "model_invalid", "header of"},
    {"WeightsEndInTheData", truncate("model.safetensors", 100000), "model_invalid",
     "outside the file"},
    {"HeaderIsHuge", write("model.safetensors", std::string(8, '\xff') + "{}"), "model_invalid",
     "header of"},
    {"HeaderIsNotJson", safetensors("{{{{", 0), "model_invalid", "header"},
    {"NoTensors", safetensors("{}", 0), "model_invalid", "lacks"},
    {"TensorsOverlap",
     safetensors(
         R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
         8),
     "model_invalid", "overlaps"},
    {"ShapeOverflows",
     safetensors(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}})",
                 8),
     "model_invalid", "too large"},
    {"ExtentIsNegative",
     safetensors(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", 8), "model_invalid",
     "shape"},
    {"RangeIsBackwards",
     safetensors(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", 8), "model_invalid",
     "outside"},
    {"TypeIsUnknown", safetensors(R"({"a":{"dtype":"F9","shape":[2],"data_offsets":[0,8]}})", 8),
     "model_invalid", "\"F9\""},
    {"TensorIsNotAligned",
     safetensors(
         R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}})",
         5),
     "model_invalid", "not aligned"},
    {"BytesAreLeftOver",
     safetensors(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 100), "model_invalid",
     "after the last tensor"},
    {"WeightsAreIntegers", replace("model.safetensors", "\"F32\"", "\"I32\""), "model_invalid",
     "tensor(int32)"},
    {"IndexNamesAPath",
     [](const fs::path& folder) {
       fs::remove(folder / "model.safetensors");
       fakes::write_file(folder / "model.safetensors.index.json",
                         R"({"weight_map": {"x": "../../secret"}})");
     },
     "model_invalid", "expected a file name"},
    {"IndexNamesAMissingShard",
     [](const fs::path& folder) {
       fs::remove(folder / "model.safetensors");
       fakes::write_file(folder / "model.safetensors.index.json",
                         R"({"weight_map": {"x": "one.safetensors"}})");
     },
     "model_invalid", "one.safetensors"},
    {"NoTokenizer", remove("tokenizer.json"), "model_unsupported", "no tokenizer"},
    {"TokenizerIsNotJson", write("tokenizer.json", "not json"), "model_invalid", "tokenizer.json"},
    {"TokenizerIsEmpty", write("tokenizer.json", "{}"), "model_invalid", "tokenizer.json"},
    {"TokenizerOfAnUnknownKind", replace("tokenizer.json", "\"WordPiece\"", "\"WordPizza\""),
     "model_unsupported", "WordPizza"},
    {"TokenizerIsTruncated", truncate("tokenizer.json", 3000), "model_invalid", "tokenizer.json"},
    {"TokenizerIsDeep", write("tokenizer.json", std::string(100000, '[')), "model_invalid",
     "tokenizer.json"},
    {"VocabularyIsAList",
     write("tokenizer.json", R"({"model": {"type": "WordPiece", "vocab": ["a"]}})"),
     "model_invalid", "vocab"},
    {"IdsAreText",
     write("tokenizer.json", R"({"model": {"type": "WordPiece", "vocab": {"a": "0"}}})"),
     "model_invalid", "vocab"},
    {"IdIsHuge",
     write("tokenizer.json", R"({"model": {"type": "WordPiece", "vocab": {"a": 99999999999}}})"),
     "model_invalid", "vocab"},
    {"MergeOfUnknownTokens",
     write("tokenizer.json",
           R"({"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["x", "y"]]}})"),
     "model_invalid", "merges"},
    {"PatternDoesNotCompile",
     replace(
         "tokenizer.json", R"("type": "BertPreTokenizer")",
         R"("type": "Split", "pattern": {"Regex": "("}, "behavior": "Isolated", "invert": false)"),
     "model_invalid", "pre_tokenizer"},
    {"TemplateNamesAnUnknownToken",
     replace(
         "tokenizer.json", R"("post_processor": {)",
         R"("post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "[NO]", "type_id": 0}}], "pair": [], "special_tokens": {}}, "_": {)"),
     "model_invalid", "[NO]"},
    {"TokenizerConfigIsAList", write("tokenizer_config.json", "[]"), "model_invalid",
     "tokenizer_config.json"},
    {"ModulesAreNotAList", write("modules.json", "{}"), "model_invalid", "modules.json"},
    {"ModuleIsUnknown",
     write("modules.json", R"([{"type": "sentence_transformers.models.Magic", "path": ""}])"),
     "model_unsupported", "Magic"},
};

class BrokenFiles : public testing::TestWithParam<Broken> {};

TEST_P(BrokenFiles, AreRefusedAndTheServerGoesOn) {
  auto& server = FailingServer::get();
  const auto model = server.add_model("broken-" + GetParam().name);
  fs::remove_all(model.folder / "onnx");
  GetParam().damage(model.folder);
  const auto answer = server.classify(model.id);
  EXPECT_GE(answer.status, 400);
  EXPECT_LT(answer.status, 500) << answer.body;
  EXPECT_EQ(answer.error_code(), GetParam().code) << answer.body;
  const auto message = std::string(answer.json().at("error").at("message").as_string());
  EXPECT_NE(message.find(GetParam().message), std::string::npos) << message;
  EXPECT_EQ(server.classify(server.good_model()).status, 200);
}

INSTANTIATE_TEST_SUITE_P(, BrokenFiles, testing::ValuesIn(broken_files),
                         [](const auto& test) { return test.param.name; });

TEST(BrokenFile, AreLoadedOnceTheyAreMended) {
  auto& server = FailingServer::get();
  const auto model = server.add_model("mended");
  const auto weights = fakes::content_of(model.folder / "model.safetensors");
  fs::resize_file(model.folder / "model.safetensors", 1000);
  EXPECT_EQ(server.classify(model.id).error_code(), "model_invalid");
  fakes::write_file(model.folder / "model.safetensors", weights);
  EXPECT_EQ(server.classify(model.id).status, 200);
}

// Damages of onnx/; the message is a part of what the runtime or the loader says.
const std::vector<Broken> broken_exports = {
    {"IsNoModel", write("onnx/model.onnx", "this is not protobuf"), "model_invalid",
     "ONNX Runtime"},
    {"IsEmpty", truncate("onnx/model.onnx", 0), "model_invalid", "ONNX Runtime"},
    {"EndsEarly", truncate("onnx/model.onnx", 2000), "model_invalid", "ONNX Runtime"},
    {"WeightsAreGone", remove("onnx/model.onnx_data"), "model_invalid", "model.onnx_data"},
    {"WeightsEndEarly", truncate("onnx/model.onnx_data", 1000), "model_invalid", "ONNX Runtime"},
    {"WeightsLieOutsideTheRepository",
     [](const fs::path& folder) {
       auto text = fakes::content_of(folder / "onnx" / "model.onnx");
       const std::string inside = "model.onnx_data";
       const std::string outside = "../../../secret";
       for (auto at = text.find(inside); at != std::string::npos; at = text.find(inside, at))
         text.replace(at, inside.size(), outside);
       fakes::write_file(folder / "onnx" / "model.onnx", text);
       fs::copy(folder / "onnx" / "model.onnx_data", folder / "onnx" / outside);
     },
     "model_invalid", "ONNX Runtime"},
};

class BrokenExports : public testing::TestWithParam<Broken> {};

TEST_P(BrokenExports, AreRefusedAndTheServerGoesOn) {
  auto& server = FailingServer::get();
  const auto model = server.add_model("broken-export-" + GetParam().name);
  GetParam().damage(model.folder);
  const auto answer = server.classify(model.id, {{"source", "onnx"}});
  EXPECT_EQ(answer.status, 422) << answer.body;
  EXPECT_EQ(answer.error_code(), GetParam().code) << answer.body;
  const auto message = std::string(answer.json().at("error").at("message").as_string());
  EXPECT_NE(message.find(GetParam().message), std::string::npos) << message;
  EXPECT_EQ(server.classify(model.id, {{"source", "safetensors"}}).status, 200);
}

INSTANTIATE_TEST_SUITE_P(, BrokenExports, testing::ValuesIn(broken_exports),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace hfi::failures
