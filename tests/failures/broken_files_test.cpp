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

TEST(BrokenFile, AnExportThatIsNoModelIsRefused) {
  auto& server = FailingServer::get();
  const auto model = server.add_model("broken-export");
  fakes::write_file(model.folder / "onnx" / "model.onnx", "this is not protobuf");
  EXPECT_EQ(server.classify(model.id, {{"source", "onnx"}}).error_code(), "model_invalid");
  EXPECT_EQ(server.classify(model.id, {{"source", "safetensors"}}).status, 200);
}

}  // namespace
}  // namespace hfi::failures
